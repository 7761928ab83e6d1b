/**
 * The nouns that run events carry: facts about the run, the item, the site, the network and the instruments. They are
 * plain data so that a record can be read by anything that reads JSON.
 */

/** What kind of report the run is meant for (design of the report, section 1). */
export type ReportLevel = 'type-test' | 'commissioning' | 'periodic' | 'nightly';

/** The harness itself: enough to build the very same tool again. */
export interface ToolFacts {
  readonly name: string;
  readonly version: string;
  /** Commit of the source tree; `-dirty` appended when it had local changes. */
  readonly commit?: string;
  /** SHA-256 of the dependency lock file, lower-case hex. */
  readonly lockSha256?: string;
}

/** The machine on which the harness ran. */
export interface HostFacts {
  readonly os: string;
  readonly kernel: string;
  readonly node: string;
  readonly openssl?: string;
  readonly cpu?: string;
  readonly cores?: number;
  readonly memoryBytes?: number;
}

/** The bench file and which driver answered for each capability. */
export interface BenchFacts {
  readonly file: string;
  readonly sha256?: string;
  /** `embedded` is the bench of namespaces; `real` has hardware behind it. */
  readonly kind: 'embedded' | 'real';
  readonly capabilities: readonly { readonly name: string; readonly driver: string; readonly detail?: string }[];
}

/** A file that steered the run, with its hash. */
export interface SourceFile {
  readonly name: string;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

export type PartyRole = 'laboratory' | 'contractor' | 'customer' | 'issuer' | 'technician' | 'witness' | 'approver';

export interface CertificateFacts {
  readonly use: string;
  readonly subject: string;
  readonly issuer?: string;
  /** SHA-256 fingerprint, lower-case hex. */
  readonly fingerprint: string;
  /** ISO 8601 date-time. */
  readonly notAfter: string;
}

export interface ConfigurationFacts {
  readonly stage: 'as-found' | 'as-left';
  readonly name: string;
  readonly sha256: string;
  /** For `as-left`: unified difference against `as-found`, or absent when nothing changed. */
  readonly difference?: string;
}

/** A node of the topology drawing. */
export interface NetworkNode {
  readonly id: string;
  readonly label: string;
  /** Words of the standard where there are any: SECC, EVCC, utility server, mesh node, gate. */
  readonly role: string;
  /** The item under test is drawn with a heavy border. */
  readonly underTest?: boolean;
}

export interface NetworkLink {
  readonly from: string;
  readonly to: string;
  /** `mesh0`, `eth1`, `backhaul` ... */
  readonly label: string;
  readonly kind: 'mesh' | 'plc' | 'ethernet' | 'modbus' | 'other';
  /** Number of the measuring point on this link, as in `Instrument.measuringPoint`. */
  readonly measuringPoint?: number;
}

export interface MeshFacts {
  readonly id?: string;
  readonly channel?: string;
  /** `802.11s`, `batman-adv`, `olsrd2`, or what the bench stands in with. */
  readonly stack?: string;
  readonly version?: string;
}

/** A percentile with its distribution-free bounds. */
export interface Percentile {
  /** 0 < p < 100. */
  readonly p: number;
  /** Undefined: not claimable with so few samples. */
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
}

/** A named axis of a plot. */
export interface Axis {
  readonly name: string;
  readonly unit: string;
}

/** Where in the report a plot or table belongs. */
export type ReportSection = 'network' | 'stop-response' | 'tls-concurrency' | 'other';
