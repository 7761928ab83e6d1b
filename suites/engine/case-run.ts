import { CaseVerdict } from '../../src/judge/case-verdict.js';
import { judge, rowsFor } from '../../src/judge/judge.js';
import type { Judgement } from '../../src/judge/judgement.js';
import type { Measurement } from '../../src/judge/measurement.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { SpecRow } from '../../src/judge/spec-row.js';
import type { Ending, Verdict } from '../../src/judge/verdict.js';
import type { CaseTimer } from '../../src/record/case-timer.js';
import type { NewEvent, Recorder } from '../../src/record/events.js';
import { recordOf, type Timer, timer } from '../timers/timer.js';
import type { TimerId } from '../timers/timer-names.js';
import type { CaseDefinition } from './case-definition.js';
import { type DisputedName, disputedDuties, type JudgingProfile } from './judging-profile.js';

/** Ends a case early: nothing that follows could be observed honestly. The verdict stands already. */
export class CaseStopped extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CaseStopped';
  }
}

export interface Observation {
  /** What was looked at, as a sentence: `the SECC answers with SessionSetupRes`. */
  readonly text: string;
  readonly expected?: string;
  readonly observed?: string;
  readonly exchangeId?: string;
  readonly field?: string;
  readonly requirements?: readonly string[];
  /** The duty is disputed: the tolerant profile does not fail a SUT for it. */
  readonly disputed?: DisputedName;
}

/** How a case judges. */
export interface Judging {
  readonly profile?: JudgingProfile;
  /** Ends the case at its first failed observation: enough for who only asks whether it fails. */
  readonly stopsAtFailure?: boolean;
  /** PICS and PIXIT of the SUT: some set its timers. */
  readonly pics?: PicsValues;
}

export type Phase = 'preamble' | 'test' | 'postamble';

/**
 * One execution of a case: writes to the record and accumulates the verdict, which only gets worse. A deviation in the
 * preamble is inconclusive, in the tested step a fail (catalogue, rule `verdicts`). Only what is observed in the tested
 * step can earn a pass, so a case that never got there, or looked at nothing, does not pass.
 */
export class CaseRun {
  readonly #verdict = new CaseVerdict();
  #phase: Phase = 'preamble';
  #good = 0;
  #tolerated = 0;
  readonly #judgedRows = new Set<string>();
  readonly #timers = new Map<TimerId, Timer>();
  #closed = false;
  #hasSpoken = false;
  #beside: string | undefined;

  constructor(
    readonly caseId: string,
    readonly definition: CaseDefinition,
    readonly recorder: Recorder,
    private readonly specRows: readonly SpecRow[],
    private readonly judging: Judging = {},
  ) {}

  get verdict(): Verdict {
    return this.#verdict.verdict;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** True once the end of the case is in the record. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Ids of the rows that were judged so far. */
  get judgedRows(): ReadonlySet<string> {
    return this.#judgedRows;
  }

  /** Why the verdict is what it is, in one sentence. */
  get reason(): string {
    return this.#verdict.reason;
  }

  /** Whether the case has spoken with the SECC: messages of its own are in the record. */
  get hasSpoken(): boolean {
    return this.#hasSpoken;
  }

  /**
   * A timer of the named set, with the value that the SUT declares where it does. Whatever is looked up stands in the record of
   * the case: none judges by a number that the report does not show.
   */
  timer(id: TimerId): Timer {
    const found = this.#timers.get(id) ?? timer(id, this.judging.pics);
    this.#timers.set(id, found);
    return found;
  }

  record(event: NewEvent): void {
    if (event.type === 'exchange' && event.direction === 'sent') this.#hasSpoken = true;
    this.recorder.record(event);
  }

  /** Starts a step: its title reads like a sentence of the standard's test description. */
  step(phase: Phase, title: string): void {
    this.#phase = phase;
    this.#beside = undefined;
    this.record({ type: 'step', caseId: this.caseId, title, phase });
  }

  /** Holds something seen against an expectation. Returns `holds`. */
  observe(holds: boolean, { disputed, ...observation }: Observation): boolean {
    if (!holds && disputed !== undefined && this.judging.profile === 'field-tolerant') {
      // It earns no pass: a case that saw nothing else proves nothing.
      const { tolerated } = disputedDuties[disputed];
      this.record({ type: 'observation', caseId: this.caseId, verdict: 'none', tolerated, ...observation });
      this.#tolerated += 1;
      return false;
    }
    const verdict: Verdict = holds
      ? this.#phase === 'test'
        ? 'pass'
        : 'none'
      : this.#phase === 'preamble'
        ? 'inconc'
        : 'fail';
    this.record({ type: 'observation', caseId: this.caseId, verdict, ...observation });
    if (verdict === 'pass') this.#pass();
    else if (verdict === 'inconc') this.#verdict.set('inconc', `starting state not reached: ${deviation(observation)}`);
    else if (verdict === 'fail') {
      this.#verdict.set('fail', this.#withBeside(deviation(observation)));
      if (this.judging.stopsAtFailure === true) throw new CaseStopped(this.reason);
    }
    return holds;
  }

  /** Puts something that was seen into the record and judges nothing: it earns no pass and costs none. */
  tell(observation: Observation): void {
    this.record({ type: 'observation', caseId: this.caseId, verdict: 'none', ...observation });
  }

  /**
   * What is known beside the observations that follow, such as a sign of life of a host whose station is silent: in the
   * record, and in the reason of the next one of this step that fails.
   */
  beside(text: string): void {
    this.tell({ text });
    this.#beside = text;
  }

  /** As {@link observe}, and ends the case when it does not hold. */
  require(holds: boolean, observation: Observation): void {
    if (!this.observe(holds, observation)) throw new CaseStopped(this.reason);
  }

  /** The observation could not be made, through nobody's proven fault: never a pass, never a fail. */
  inconclusive(text: string, observed?: string): void {
    this.record({
      type: 'observation',
      caseId: this.caseId,
      verdict: 'inconc',
      text,
      ...(observed === undefined ? {} : { observed }),
    });
    this.#verdict.set('inconc', observed === undefined ? text : `${text}: ${observed}`);
  }

  /** As {@link inconclusive}, and ends the case: nothing that follows could be observed. */
  stop(text: string, observed?: string): never {
    this.inconclusive(text, observed);
    throw new CaseStopped(text);
  }

  /** Set by the engine alone: the harness or the bench went wrong. */
  error(text: string): void {
    this.record({ type: 'observation', caseId: this.caseId, verdict: 'error', text });
    this.#verdict.error(text);
  }

  /**
   * Records a measurement and judges it under every row of the spec table that names its quantity (or under `rows`). No
   * row at all is an error of the harness: a measurement without a limit proves nothing.
   */
  judge(measurement: Measurement, rows: readonly SpecRow[] = this.rowsOf(measurement.id)): readonly Judgement[] {
    this.record({ type: 'measurement', caseId: this.caseId, measurement });
    if (rows.length === 0) this.error(`the spec table has no row for the quantity ${measurement.id}`);
    return rows.map((row) => {
      const judgement = judge(row, measurement);
      this.#judgedRows.add(row.id);
      this.record({ type: 'judgement', caseId: this.caseId, judgement });
      if (judgement.verdict === 'pass') this.#good += 1;
      this.#verdict.judged(judgement);
      return judgement;
    });
  }

  /** Rows of the spec table that judge the quantity. */
  rowsOf(quantity: string): readonly SpecRow[] {
    return rowsFor(this.specRows, quantity);
  }

  /** Closes the case as excluded by its PICS expression; it is not counted. */
  notApplicable(reason: string): void {
    this.#closed = true;
    this.record({
      type: 'case-ended',
      caseId: this.caseId,
      verdict: 'none',
      ending: 'finished',
      applicable: false,
      reason,
      durationMs: 0,
    });
  }

  /** Closes the case: `none` becomes `error`. */
  end(ending: Ending, durationMs: number): Verdict {
    this.#closed = true;
    const outcome = this.#verdict.end(ending);
    const passed = outcome.verdict === 'pass';
    const { likelyCauses, nextStep } = this.definition;
    const timers = this.#usedAndDeclared();
    this.record({
      type: 'case-ended',
      caseId: this.caseId,
      verdict: outcome.verdict,
      ending,
      applicable: true,
      reason: passed ? `${this.#good} observations, all as expected${this.#toleratedText()}` : outcome.reason,
      durationMs,
      ...(timers.length === 0 ? {} : { timers }),
      ...(passed || likelyCauses === undefined ? {} : { likelyCauses }),
      ...(passed || nextStep === undefined ? {} : { nextStep }),
    });
    return outcome.verdict;
  }

  /** The declared timers first, then what was looked up besides. */
  #usedAndDeclared(): readonly CaseTimer[] {
    const ids = new Set([...(this.definition.timers ?? []), ...this.#timers.keys()]);
    return [...ids].map((id) => recordOf(timer(id, this.judging.pics), this.#timers.has(id)));
  }

  #withBeside(reason: string): string {
    return this.#beside === undefined ? reason : `${reason}; ${this.#beside}`;
  }

  #toleratedText(): string {
    return this.#tolerated === 0 ? '' : `; ${this.#tolerated} not so, and tolerated by the profile field-tolerant`;
  }

  #pass(): void {
    this.#good += 1;
    this.#verdict.set('pass', 'all observations as expected');
  }
}

function deviation({ text, expected, observed }: Observation): string {
  if (expected === undefined && observed === undefined) return `not so: ${text}`;
  return `${text}: expected ${expected ?? 'so'}, observed ${observed ?? 'otherwise'}`;
}
