import type { SessionEvent } from '../../probes/session-reader/session-event.js';
import type { CaptureAccount } from '../../probes/session-reader/session-reader.js';

/** One form of output of `plumbline decode`; each call returns what is to be written next. */
export interface Printer {
  start(file: string): string;
  /** Time of the first packet of the capture, which relative times count from. */
  origin(firstNs: bigint): string;
  event(event: SessionEvent): string;
  /** What is left, piece by piece. */
  end(account: CaptureAccount): Iterable<string>;
}
