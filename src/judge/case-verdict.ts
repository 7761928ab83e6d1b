import type { Judgement } from './judgement.js';
import { type Ending, type Verdict, worst } from './verdict.js';

/** What a case came to: three things kept apart (architecture, "Verdicts"). */
export interface CaseOutcome {
  readonly verdict: Verdict;
  readonly ending: Ending;
  /** False when its PICS expression is not satisfied; the verdict is then `none`. */
  readonly applicable: boolean;
  /** The sentence that goes with the deciding verdict. */
  readonly reason: string;
}

/** One contribution to a case's verdict. */
export interface VerdictStep {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** The outcome of a case whose PICS expression is not satisfied. */
export function notApplicable(reason: string): CaseOutcome {
  return { verdict: 'none', ending: 'finished', applicable: false, reason };
}

/**
 * Accumulates the verdict of one case: it only gets worse, and the first reason that brought it there is kept
 * (later ones of the same weight add nothing). A case sets `pass`, `inconc` and `fail`; `error` is for the engine.
 */
export class CaseVerdict {
  readonly #steps: VerdictStep[] = [];
  #verdict: Verdict = 'none';
  #reason = '';

  get verdict(): Verdict {
    return this.#verdict;
  }

  get reason(): string {
    return this.#reason;
  }

  /** Every contribution in the order made. */
  get steps(): readonly VerdictStep[] {
    return this.#steps;
  }

  /** Adds what the case itself concluded. */
  set(verdict: 'pass' | 'inconc' | 'fail', reason: string): void {
    this.#add({ verdict, reason });
  }

  /** Adds a judgement under the spec table. */
  judged(judgement: Judgement): void {
    this.#add({ verdict: judgement.verdict, reason: `${judgement.row}: ${judgement.reason}` });
  }

  /** Adds a fault of the harness or of the bench; only the engine calls this. */
  error(reason: string): void {
    this.#add({ verdict: 'error', reason });
  }

  /**
   * Ends the case. One that ends at `none` is an error: it proved nothing. One that did not run to its end may not
   * pass: what was left out might have failed.
   */
  end(ending: Ending): CaseOutcome {
    if (this.#verdict === 'none') this.error(`the case ${endingText[ending]} without a verdict`);
    else if (ending !== 'finished' && this.#verdict === 'pass')
      this.set('inconc', `the case ${endingText[ending]} before its end; until then: ${this.#reason}`);
    return { verdict: this.#verdict, ending, applicable: true, reason: this.#reason };
  }

  #add(step: VerdictStep): void {
    this.#steps.push(step);
    const next = worst(this.#verdict, step.verdict);
    if (next !== this.#verdict) {
      this.#verdict = next;
      this.#reason = step.reason;
    }
  }
}

const endingText: Record<Ending, string> = {
  finished: 'finished',
  aborted: 'was aborted',
  'timed-out': 'timed out',
  stopped: 'was stopped',
};
