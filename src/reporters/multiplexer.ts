import { PlumblineError } from '../base/errors.js';
import type { SealedEvent } from '../record/journal-line.js';
import type { FinishedRun, Reporter } from './reporter.js';

/** A reporter that failed, and how. */
export interface ReporterFailure {
  readonly reporter: string;
  readonly error: PlumblineError;
}

/**
 * Hands every event and the end of the run to all reporters. One that fails is told of once (`onFailure`; the run
 * records it as a warning) and left out from then on; it never takes the run or another reporter down.
 */
export class Multiplexer {
  readonly #reporters: Set<Reporter>;

  constructor(
    reporters: readonly Reporter[],
    private readonly onFailure: (failure: ReporterFailure) => void,
  ) {
    this.#reporters = new Set(reporters);
  }

  /** Never throws. */
  onEvent(event: SealedEvent): void {
    for (const reporter of [...this.#reporters]) {
      try {
        reporter.onEvent?.(event);
      } catch (cause) {
        this.#drop(reporter, cause);
      }
    }
  }

  /** One after the other, in the order given; resolves with the failures and never rejects. */
  async onEnd(run: FinishedRun): Promise<readonly ReporterFailure[]> {
    const failures: ReporterFailure[] = [];
    for (const reporter of [...this.#reporters]) {
      try {
        await reporter.onEnd?.(run);
      } catch (cause) {
        failures.push(this.#drop(reporter, cause));
      }
    }
    return failures;
  }

  #drop(reporter: Reporter, cause: unknown): ReporterFailure {
    this.#reporters.delete(reporter);
    const detail = cause instanceof Error ? cause.message : String(cause);
    const error =
      cause instanceof PlumblineError
        ? cause
        : new PlumblineError('REPORTERS-001', { place: reporter.name, detail, cause });
    const failure = { reporter: reporter.name, error };
    this.onFailure(failure);
    return failure;
  }
}
