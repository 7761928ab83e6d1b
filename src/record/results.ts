import type { ExpectedComparison } from '../judge/expected-results.js';
import type { Judgement } from '../judge/judgement.js';
import type { Measurement } from '../judge/measurement.js';
import type { SpecRow } from '../judge/spec-row.js';
import type { Ending, Verdict } from '../judge/verdict.js';
import type { CaseTimer } from './case-timer.js';
import type {
  BenchFacts,
  CaseStarted,
  ClockState,
  EvidenceAdded,
  Exchanged,
  HostFacts,
  InstrumentUsed,
  ItemDescribed,
  Observed,
  PartyNamed,
  PathMeasured,
  PicsLearned,
  PromptAnswered,
  ReportLevel,
  RunEnded,
  ScopeAgreed,
  SeriesRecorded,
  SessionTimeline,
  SiteDescribed,
  SourceFile,
  StopPathMeasured,
  StopTrial,
  TlsLevel,
  ToolFacts,
  Warned,
} from './events.js';
import type { RequirementCoverage } from './requirement-coverage.js';

/** An event without what only the journal needs. */
export type Plain<E> = Omit<E, 'type' | 'at'>;

export interface Counts {
  readonly pass: number;
  readonly inconc: number;
  readonly fail: number;
  readonly error: number;
  readonly notApplicable: number;
  /** Applicable cases whose verdict does not weigh; absent when there is none. */
  readonly experimental?: number;
  /** All cases, the ones that do not apply too. */
  readonly total: number;
}

export interface RunSummary {
  readonly id: string;
  readonly title: string;
  readonly level: ReportLevel;
  readonly demo: boolean;
  readonly startedAt: string;
  /** Time of the last event when the run did not end by itself. */
  readonly endedAt: string;
  readonly durationMs: number;
  /** False: the record has no end, the harness was killed; every report says INCOMPLETE. */
  readonly complete: boolean;
  readonly ending: Ending;
  readonly argv: readonly string[];
  readonly plannedCases?: number;
  readonly eventLoopDelayMs?: RunEnded['eventLoopDelayMs'];
}

export interface AreaSummary {
  readonly area: string;
  readonly counts: Counts;
  readonly verdict: Verdict;
  readonly requirements: { readonly covered: number; readonly applicable: number };
}

/** A row of the spec table with everything that this run can say about it. */
export interface SpecResult {
  readonly row: SpecRow;
  /** Worst of the judgements; `none` when it was not measured in this run. */
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
  /** Cases that brought the judgements. */
  readonly cases: readonly string[];
}

/** An exchange as a report needs it; `hex`, `json` and `ranges` are kept where an observation or violation points at it. */
export type ExchangeResult = Plain<Exchanged> & { readonly at: string };

export interface StepResult {
  readonly at: string;
  readonly title: string;
  readonly phase?: 'preamble' | 'test' | 'postamble';
}

export interface CaseResult extends Plain<CaseStarted> {
  readonly startedAt: string;
  readonly verdict: Verdict;
  readonly ending: Ending;
  readonly applicable: boolean;
  readonly reason: string;
  readonly durationMs: number;
  readonly likelyCauses: readonly string[];
  readonly nextStep?: string;
  readonly observations: readonly Plain<Observed>[];
  readonly steps: readonly StepResult[];
  /** How many messages were exchanged. */
  readonly exchangeCount: number;
  /** The last ones of a case that did not pass (at most 200); empty for a pass. */
  readonly exchanges: readonly ExchangeResult[];
  /** Timers of the case, with what counted for this SUT. */
  readonly timers?: readonly CaseTimer[];
  /** Row ids judged in this case. */
  readonly rows: readonly string[];
}

/**
 * The whole run as plain data: what `results.json` holds. It is a pure function of the events, so that any report can be
 * made again from the record.
 */
export interface Results {
  readonly format: 'plumbline-results';
  readonly version: 1;
  readonly run: RunSummary;
  readonly verdict: Verdict;
  /** One sentence in plain words. */
  readonly verdictReason: string;
  /** Exit code of the run: 0 pass, 1 fail, 2 inconclusive only, 3 harness or bench error. */
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly counts: Counts;
  readonly tool: ToolFacts;
  readonly host: HostFacts;
  readonly bench: BenchFacts;
  readonly suites: readonly SourceFile[];
  readonly specTable: SourceFile;
  readonly parties: readonly Plain<PartyNamed>[];
  readonly items: readonly Plain<ItemDescribed>[];
  readonly sites: readonly Plain<SiteDescribed>[];
  readonly scope?: Plain<ScopeAgreed>;
  readonly instruments: readonly Plain<InstrumentUsed>[];
  readonly clocks: readonly (Plain<ClockState> & { readonly at: string })[];
  readonly areas: readonly AreaSummary[];
  readonly spec: readonly SpecResult[];
  /** Requirement, cases, verdicts, one matrix a standard; absent when no case of the run names a listed requirement. */
  readonly coverage?: readonly RequirementCoverage[];
  readonly cases: readonly CaseResult[];
  /** The run beside a file of expected results; absent when none was given. The verdict does not depend on it. */
  readonly expected?: ExpectedComparison & { readonly list: SourceFile };
  readonly measurements: readonly (Measurement & { readonly caseId?: string })[];
  readonly paths: readonly Plain<PathMeasured>[];
  readonly stopTrials: readonly Plain<StopTrial>[];
  /** Absent in runs that measured no stop path. */
  readonly stopPaths?: readonly Plain<StopPathMeasured>[];
  readonly tlsLevels: readonly Plain<TlsLevel>[];
  readonly timelines: readonly Plain<SessionTimeline>[];
  readonly series: readonly Plain<SeriesRecorded>[];
  readonly prompts: readonly (Plain<PromptAnswered> & { readonly at: string })[];
  /** What the SUT's own answers told of its PICS; absent when nothing asked for it. */
  readonly picsLearned?: readonly Plain<PicsLearned>[];
  readonly warnings: readonly (Plain<Warned> & { readonly at: string })[];
  readonly evidence: readonly Plain<EvidenceAdded>[];
  /** The chain that these results were made from. */
  readonly record: { readonly events: number; readonly head: string };
}
