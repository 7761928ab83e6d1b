import { type CaptureEnd, CaptureProcess, type CaptureProcessOptions } from './capture-process.js';

export interface EvidenceCaptureOptions extends Omit<CaptureProcessOptions, 'output'> {
  /** File to write: pcap with nanoseconds (tcpdump) or pcapng (dumpcap). Its folder must exist. */
  readonly file: string;
}

export interface EvidenceCapture {
  readonly file: string;
  readonly interface: string;
  /** Name of the capture tool: `tcpdump`, `dumpcap`. */
  readonly tool: string;
  /** The command line, for the record. */
  readonly argv: readonly string[];
  /** Resolves when the capture ends, also by itself; `error` says so then. */
  readonly ended: Promise<CaptureEnd>;
  /**
   * Ends the capture and returns its statistics with the number of lost packets.
   * @throws PlumblineError PROBES-006 where it had ended by itself
   */
  stop(): Promise<CaptureEnd>;
}

/**
 * Captures an interface into a file with the kernel's timestamps at nanosecond resolution. Returns when the tool listens.
 * @throws PlumblineError PROBES-003 to PROBES-008
 */
export async function startEvidenceCapture(options: EvidenceCaptureOptions): Promise<EvidenceCapture> {
  const { file, ...rest } = options;
  const running = await CaptureProcess.start({ ...rest, output: file });
  return {
    file,
    interface: options.interface,
    tool: running.tool.name,
    argv: running.argv,
    ended: running.ended,
    stop: () => running.stop(),
  };
}
