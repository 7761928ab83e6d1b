import { stat } from 'node:fs/promises';
import type { Clock } from '../../base/clock.js';
import { type CaptureEnd, CaptureProcess, type CaptureProcessOptions } from './capture-process.js';
import { type LossInterval, LossLog } from './loss-log.js';

export interface EvidenceCaptureOptions extends Omit<CaptureProcessOptions, 'output' | 'mode'> {
  /** File to write: pcap with nanoseconds (tcpdump) or pcapng (dumpcap). Its folder must exist. */
  readonly file: string;
  readonly clock: Clock;
  /** ms between two looks at the counters, so that a loss has a time; 0: only at the end. Default 1000. */
  readonly watchMs?: number | undefined;
  /** Told when a loss is seen, once for each stretch between two looks. */
  readonly onLoss?: ((interval: LossInterval) => void) | undefined;
}

export interface EvidenceEnd extends CaptureEnd {
  /** When packets were lost, as close as the looks were; without counters of the tool there are none. */
  readonly losses: readonly LossInterval[];
  /** When the capture ended, nanoseconds since 1970. */
  readonly endedNs: bigint;
}

export interface EvidenceCapture {
  readonly file: string;
  readonly interface: string;
  /** Name of the capture tool: `tcpdump`, `dumpcap`. */
  readonly tool: string;
  readonly pid: number;
  /** The command line, for the record. */
  readonly argv: readonly string[];
  /** Resolves when the capture ends, also by itself; `error` says so then. */
  readonly ended: Promise<EvidenceEnd>;
  /** Ends the capture and returns its statistics; `error` (PROBES-006) where it had ended by itself. */
  stop(): Promise<EvidenceEnd>;
}

const usualWatchMs = 1000;

/**
 * Captures an interface into a file with the kernel's timestamps at nanosecond resolution. Returns when the tool listens.
 * In `bulk` mode always: the kernel then packs packets of any length into one buffer, where in `prompt` mode each takes a
 * place of the snap length (64 MiB are a thousand places then) and a load of 100,000 packets/s already loses some.
 * @throws PlumblineError PROBES-003 to PROBES-008
 */
export async function startEvidenceCapture(options: EvidenceCaptureOptions): Promise<EvidenceCapture> {
  const { file, clock, watchMs = usualWatchMs, onLoss, ...rest } = options;
  const running = await CaptureProcess.start({ ...rest, mode: 'bulk', output: file });
  const log = new LossLog(clock.wallNs());
  const look = async (): Promise<void> => {
    const counters = await running.progress();
    if (counters === undefined) return;
    const fileBytes = await stat(file).then(
      ({ size }) => size,
      () => undefined,
    );
    for (const loss of log.add({ atNs: clock.wallNs(), counters, fileBytes })) onLoss?.(loss);
  };
  let looking = Promise.resolve();
  const timer = watchMs === 0 ? undefined : setInterval(() => (looking = looking.then(look)), watchMs);
  timer?.unref();
  const ended = running.ended.then((end): EvidenceEnd => {
    clearInterval(timer);
    const endedNs = clock.wallNs();
    for (const loss of log.add({ atNs: endedNs, counters: end.counters, fileBytes: undefined })) onLoss?.(loss);
    return { ...end, losses: log.intervals, endedNs };
  });
  return {
    file,
    interface: options.interface,
    tool: running.tool.name,
    pid: running.pid,
    argv: running.argv,
    ended,
    stop: async () => {
      clearInterval(timer);
      await looking;
      await running.stop();
      return ended;
    },
  };
}
