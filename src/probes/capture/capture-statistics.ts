/** What a capture tool says when it closes; undefined where it said nothing. */
export interface CaptureCounters {
  /** Packets written to the file or stream. */
  readonly captured: number | undefined;
  /** Packets that passed the filter. */
  readonly received: number | undefined;
  /** Lost because the kernel's buffer was full. */
  readonly droppedByKernel: number | undefined;
  /** Lost by the network card or its driver. */
  readonly droppedByInterface: number | undefined;
  /** Lost by the tool itself. */
  readonly droppedByTool: number | undefined;
}

/** Reads the closing statistics of tcpdump (libpcap) and of dumpcap from the lines of their standard error. */
export function parseCaptureCounters(lines: readonly string[]): CaptureCounters {
  const first = (pattern: RegExp): number | undefined => {
    for (const line of lines) {
      const found = pattern.exec(line);
      if (found !== null) return Number(found[1]);
    }
    return undefined;
  };
  // dumpcap: Packets received/dropped on interface 'mesh0': 4/0 (pcap:0/dumpcap:0/flushed:0/ps_ifdrop:0) (100.0%)
  const dumpcapTool = first(/dumpcap:(\d+)\/flushed:/);
  const flushed = first(/flushed:(\d+)/);
  return {
    captured: first(/(?:^|: )(\d+) packets? captured/) ?? first(/^Packets captured: (\d+)/),
    received:
      first(/(?:^|, )(\d+) packets? received by filter/) ??
      first(/^Packets received\/dropped on interface .*: (\d+)\//),
    droppedByKernel: first(/(?:^|, )(\d+) packets? dropped by kernel/) ?? first(/\(pcap:(\d+)\//),
    // tcpdump leaves the line out where the counter is 0.
    droppedByInterface: first(/^(\d+) packets? dropped by interface/) ?? first(/ps_ifdrop:(\d+)/),
    droppedByTool: dumpcapTool === undefined ? undefined : dumpcapTool + (flushed ?? 0),
  };
}

/**
 * Packets that passed the filter and were still in the kernel's buffer when the tool counted. dumpcap leaves them out of
 * what it calls received.
 */
export function unreadPackets(counters: CaptureCounters): number {
  const { captured, received, droppedByKernel } = counters;
  if (captured === undefined || received === undefined || droppedByKernel === undefined) return 0;
  return Math.max(0, received - droppedByKernel - captured);
}

/**
 * Packets that the capture is known to have lost; undefined where the tool did not say.
 * @param drained what had come before the stop was read: packets that are still unread came after it and are not lost
 */
export function lostPackets(counters: CaptureCounters, drained = false): number | undefined {
  if (counters.droppedByKernel === undefined) return undefined;
  const { droppedByKernel, droppedByInterface = 0, droppedByTool = 0 } = counters;
  return droppedByKernel + droppedByInterface + droppedByTool + (drained ? 0 : unreadPackets(counters));
}
