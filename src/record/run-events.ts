import type { ExpectedCase } from '../judge/expected-results.js';
import type { SpecRow } from '../judge/spec-row.js';
import type { Ending } from '../judge/verdict.js';
import type { EventBase } from './event-base.js';
import type {
  BenchFacts,
  CertificateFacts,
  ConfigurationFacts,
  HostFacts,
  MeshFacts,
  NetworkLink,
  NetworkNode,
  PartyRole,
  ReportLevel,
  SourceFile,
  ToolFacts,
} from './event-facts.js';

export interface RunStarted extends EventBase {
  readonly type: 'run-started';
  /** Also the report id and the name of the run folder. */
  readonly runId: string;
  readonly title: string;
  readonly level: ReportLevel;
  readonly tool: ToolFacts;
  readonly host: HostFacts;
  readonly bench: BenchFacts;
  readonly argv: readonly string[];
  readonly suites: readonly SourceFile[];
  /** The rows themselves are part of the record, so that it can be judged again without the file. */
  readonly specTable: SourceFile & { readonly rows: readonly SpecRow[] };
  /** How many cases the engine means to start; the terminal shows progress against it. */
  readonly plannedCases?: number;
  /** True when a simulated item or a throw-away key is used: every report then says DEMO. */
  readonly demo?: boolean;
}

export interface PartyNamed extends EventBase {
  readonly type: 'party';
  readonly role: PartyRole;
  readonly name: string;
  readonly organisation?: string;
  readonly contact?: string;
}

export interface ItemDescribed extends EventBase {
  readonly type: 'item';
  readonly name: string;
  readonly make?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly hardware?: string;
  readonly firmware?: string;
  readonly roles?: readonly string[];
  readonly protocols?: readonly string[];
  readonly certificates?: readonly CertificateFacts[];
  /** IEEE 2030.5 long and short form device identifiers. */
  readonly lfdi?: string;
  readonly sfdi?: string;
  readonly configurations?: readonly ConfigurationFacts[];
}

export interface SiteDescribed extends EventBase {
  readonly type: 'site';
  readonly name: string;
  readonly address?: string;
  readonly mesh?: MeshFacts;
  readonly backhaul?: string;
  readonly nodes?: readonly NetworkNode[];
  readonly links?: readonly NetworkLink[];
}

/** Method and scope as agreed before the run (ISO/IEC 17025:2017, 7.8.2.1). */
export interface ScopeAgreed extends EventBase {
  readonly type: 'scope';
  readonly profile?: string;
  /** The decision rule in words, agreed beforehand. */
  readonly decisionRule: string;
  readonly samplingPlan?: string;
  readonly pics?: SourceFile & { readonly values: Readonly<Record<string, string | number | boolean>> };
  readonly pixit?: Readonly<Record<string, string | number | boolean>>;
  readonly exclusions?: readonly string[];
  readonly deviations?: readonly string[];
  /** ISO 8601 date on which the next verification falls due. */
  readonly nextVerificationDue?: string;
  /** Report id that this run's report amends, and what changed and why. */
  readonly amends?: { readonly reportId: string; readonly reason: string };
}

/** The requirements of one standard that are known when the run starts, so that what no case looked at can be told. */
export interface RequirementsKnown extends EventBase {
  readonly type: 'requirements-known';
  readonly standard: string;
  readonly list: SourceFile;
  readonly requirements: readonly {
    readonly id: string;
    readonly topic: string;
    /** Why no case bears on it. */
    readonly untested?: string;
  }[];
}

/** Verdicts that were known beforehand, from a file of the user: the report sets them beside what the run has brought. */
export interface ResultsExpected extends EventBase {
  readonly type: 'results-expected';
  readonly list: SourceFile;
  readonly cases: readonly ExpectedCase[];
}

export interface InstrumentUsed extends EventBase {
  readonly type: 'instrument';
  readonly id: string;
  readonly name: string;
  /** Number of the measuring point in the set-up drawing. */
  readonly measuringPoint?: number;
  readonly serial?: string;
  readonly version?: string;
  /** ISO 8601 date; absent when the instrument is not calibrated, and the report says so. */
  readonly calibrationDue?: string;
  /** In words with unit and coverage factor: `1 us (k=2)`. */
  readonly uncertainty?: string;
}

export interface ClockState extends EventBase {
  readonly type: 'clock-state';
  readonly when: 'before' | 'after';
  readonly clock: string;
  readonly synchronised: boolean;
  /** Estimated offset from UTC in seconds, if known. */
  readonly offsetS?: number;
  readonly detail?: string;
}

export type EvidenceKind =
  | 'capture'
  | 'transcript'
  | 'journal'
  | 'command-output'
  | 'power-trace'
  | 'samples'
  | 'configuration'
  | 'photograph'
  | 'secrets'
  | 'other';

export interface EvidenceAdded extends EventBase {
  readonly type: 'evidence';
  readonly caseId?: string;
  /** Path in the run folder with forward slashes: `evidence/mesh0.pcapng`. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly kind: EvidenceKind;
  readonly description: string;
  /** First and last moment that the evidence covers, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  /** The site withholds it: hash and size stay, the file is not handed over. */
  readonly withheld?: boolean;
}

/** A thing that the reader of the report must know: lost captures, a late clock, a reporter that failed. */
export interface Warned extends EventBase {
  readonly type: 'warning';
  readonly caseId?: string;
  readonly text: string;
  /** Error code of ours where there is one. */
  readonly code?: string;
  /** `opinion` and `recommendation` are marked as such in section 14. */
  readonly mark?: 'anomaly' | 'warning' | 'opinion' | 'recommendation';
}

export interface Logged extends EventBase {
  readonly type: 'log';
  readonly caseId?: string;
  /** Who says it: `gateway`, `vehicle`, `bench`. */
  readonly source: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** Its absence means that the run was killed: all reports then say INCOMPLETE. */
export interface RunEnded extends EventBase {
  readonly type: 'run-ended';
  readonly ending: Ending;
  /** Event-loop delay of the harness while it ran, milliseconds (self-observation). */
  readonly eventLoopDelayMs?: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly reason?: string;
}
