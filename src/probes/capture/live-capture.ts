import type { CaptureItem, CapturePacket } from '../../wire/pcap/capture-item.js';
import { CaptureReader } from '../../wire/pcap/capture-reader.js';
import { type CaptureEnd, CaptureProcess, type CaptureProcessOptions } from './capture-process.js';

export interface LiveCaptureOptions extends Omit<CaptureProcessOptions, 'output'> {
  /** Called for every packet, in the order of the capture, with the kernel's timestamp. */
  readonly onPacket?: ((packet: CapturePacket) => void) | undefined;
  /** Called for everything else: interface facts, statistics, findings. */
  readonly onItem?: ((item: Exclude<CaptureItem, CapturePacket>) => void) | undefined;
}

export interface LiveCapture {
  readonly argv: readonly string[];
  readonly ended: Promise<CaptureEnd>;
  /**
   * The next packet that `wanted` accepts, from now on; undefined after `timeoutMs` or when the capture ends.
   */
  waitFor(wanted: (packet: CapturePacket) => boolean, timeoutMs: number): Promise<CapturePacket | undefined>;
  /**
   * Packets that the kernel dropped before this capture so far: what it does not show may have been there. Undefined where
   * the tool cannot be asked or has ended.
   */
  lostSoFar(): Promise<number | undefined>;
  /** @throws PlumblineError PROBES-006 where it had ended by itself */
  stop(): Promise<CaptureEnd>;
}

interface Waiter {
  readonly wanted: (packet: CapturePacket) => boolean;
  readonly give: (packet: CapturePacket | undefined) => void;
}

/**
 * Captures an interface as a stream of packets with the kernel's nanosecond timestamps: what happens is timed by the
 * kernel, and only the reaction to it waits for the event loop (0.1 to 1 ms with tcpdump, up to 250 ms with dumpcap).
 * @throws PlumblineError PROBES-003 to PROBES-008
 */
export async function startLiveCapture(options: LiveCaptureOptions): Promise<LiveCapture> {
  const { onPacket, onItem, ...rest } = options;
  const reader = new CaptureReader();
  const waiters = new Set<Waiter>();
  const take = (item: CaptureItem): void => {
    if (item.kind !== 'packet') {
      onItem?.(item);
      return;
    }
    onPacket?.(item);
    for (const waiter of [...waiters]) if (waiter.wanted(item)) waiter.give(item);
  };
  const running = await CaptureProcess.start({ ...rest, output: '-' }, (chunk) => {
    for (const item of reader.push(chunk)) take(item);
  });
  const ended = running.ended.then((end) => {
    for (const item of reader.end()) take(item);
    for (const waiter of [...waiters]) waiter.give(undefined);
    return end;
  });
  return {
    argv: running.argv,
    ended,
    waitFor: (wanted, timeoutMs) =>
      new Promise((resolve) => {
        const give = (packet: CapturePacket | undefined): void => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(packet);
        };
        const waiter: Waiter = { wanted, give };
        const timer = setTimeout(() => give(undefined), timeoutMs);
        waiters.add(waiter);
      }),
    lostSoFar: async () => (await running.progress())?.droppedByKernel,
    stop: async () => {
      const end = await running.stop();
      await ended;
      if (end.error !== undefined) throw end.error;
      return end;
    },
  };
}
