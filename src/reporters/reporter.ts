import type { SealedEvent } from '../record/journal-line.js';
import type { Results } from '../record/results.js';

/** What a reporter is told at the end. */
export interface FinishedRun {
  readonly results: Results;
  /** The bytes of `results.json` as written; the signed report embeds them. */
  readonly resultsJson: Uint8Array;
  /** The run folder, where reports lie. */
  readonly folder: string;
}

/** A view of the record: it listens to the events as they happen, or makes a file from the results, or both. */
export interface Reporter {
  /** `terminal`, `junit`, `html`, `pdf` ... as in messages. */
  readonly name: string;
  onEvent?(event: SealedEvent): void;
  onEnd?(run: FinishedRun): Promise<void> | void;
}
