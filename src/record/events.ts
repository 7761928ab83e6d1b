import type {
  CaseEnded,
  CaseStarted,
  Exchanged,
  Observed,
  PicsLearned,
  PromptAnswered,
  StepStarted,
} from './case-events.js';
import type {
  Judged,
  Measured,
  PathMeasured,
  SeriesRecorded,
  StopPathMeasured,
  StopTrial,
  TlsLevel,
} from './measured-events.js';
import type {
  ClockState,
  EvidenceAdded,
  InstrumentUsed,
  ItemDescribed,
  Logged,
  PartyNamed,
  RequirementsKnown,
  ResultsExpected,
  RunEnded,
  RunStarted,
  ScopeAgreed,
  SiteDescribed,
  Warned,
} from './run-events.js';
import type { SessionTimeline } from './timeline-events.js';

export type * from './case-events.js';
export type * from './event-facts.js';
export type * from './measured-events.js';
export type * from './run-events.js';
export type * from './timeline-events.js';

/**
 * Everything that can happen in a run, one interface a kind. The journal of these events is the truth: results, every
 * report and the verdict are functions of it. All values are JSON: no bigint (nanoseconds are decimal strings), no
 * Uint8Array (bytes are lower-case hex), no NaN or Infinity.
 *
 * `caseId` names one execution of a case and is unique in the run. It is the catalogue's id unless a case runs more than
 * once (a retry, two projects); then the engine appends `@project` or `#2` and gives the id in `catalogueId`.
 */
export type RunEvent =
  | RunStarted
  | PartyNamed
  | ItemDescribed
  | SiteDescribed
  | ScopeAgreed
  | RequirementsKnown
  | ResultsExpected
  | InstrumentUsed
  | ClockState
  | CaseStarted
  | StepStarted
  | Exchanged
  | Observed
  | Measured
  | Judged
  | SeriesRecorded
  | PathMeasured
  | StopTrial
  | StopPathMeasured
  | TlsLevel
  | SessionTimeline
  | PromptAnswered
  | PicsLearned
  | CaseEnded
  | EvidenceAdded
  | Warned
  | Logged
  | RunEnded;

export type RunEventType = RunEvent['type'];

/** The event of one type. */
export type EventOf<T extends RunEventType> = Extract<RunEvent, { readonly type: T }>;

type WithoutTime<E> = E extends RunEvent ? Omit<E, 'at'> & { readonly at?: string } : never;

/** What a writer hands in: `at` is filled in from the recorder's clock when absent. */
export type NewEvent = WithoutTime<RunEvent>;

/** Whoever can take events: the journal itself, or a client of the recorder socket in another process. */
export interface Recorder {
  /** Queues the event; order is kept. Never throws for a connection that has died: `flush` tells. */
  record(event: NewEvent): void;
  /** Resolves once every event recorded so far is on disk. Rejects with RECORD-* when that cannot be. */
  flush(): Promise<void>;
}
