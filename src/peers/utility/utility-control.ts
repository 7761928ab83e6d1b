import type {
  Behaviour,
  CancelOptions,
  ControlView,
  CreateControl,
  CreatedControl,
  CreateLoadControl,
  CreatePrice,
  EventState,
} from './control-types.js';
import type {
  PollAccount,
  RecordedReading,
  RecordedRequest,
  RecordedResponse,
  RequestFilter,
  SubscriptionView,
} from './request-record.js';
import type { DefaultControl, PolledResource, UtilityConfig } from './utility-config.js';

/** Method names of {@link UtilitySteering} that the control socket carries. */
export const steeringMethods = [
  'status',
  'createControl',
  'cancelControl',
  'setStatus',
  'controls',
  'setDefault',
  'createLoadControl',
  'createPrice',
  'addCurve',
  'setDevice',
  'setPrograms',
  'setPrimacy',
  'setPollRate',
  'behave',
  'behaveNormally',
  'mark',
  'requests',
  'waitForRequest',
  'responses',
  'readings',
  'der',
  'derStatus',
  'pollAccounting',
  'subscriptions',
] as const satisfies readonly (keyof UtilitySteering)[];
export type SteeringMethod = (typeof steeringMethods)[number];

/** What starts a process: `Bench.spawn` with its namespace filled in fits. */
export type UtilitySpawn = (
  argv: readonly string[],
  options: { readonly name: string; readonly ready: RegExp; readonly readyTimeoutMs: number },
) => Promise<{ readonly pid: number; readonly readyLine: string | undefined; stop(): Promise<unknown> }>;

export interface UtilityStart {
  readonly spawn: UtilitySpawn;
  /** For configuration, control socket, `requests.jsonl` and `keys.log`; made when absent. */
  readonly folder: string;
  readonly config: UtilityConfig;
}

/** What the server says when it is ready. */
export interface UtilityReady {
  readonly uri: string;
  readonly port: number;
  readonly host: string;
  readonly pid: number;
  readonly lfdi: string;
}

/** Programs, controls and devices of the moment. */
export interface UtilityStatus extends UtilityReady {
  readonly requests: number;
  readonly connections: number;
  readonly devices: readonly {
    readonly lfdi: string;
    readonly sfdi: string;
    readonly href: string;
    readonly pin: number | undefined;
  }[];
  readonly programs: readonly {
    readonly name: string;
    readonly mRID: string;
    readonly href: string;
    readonly primacy: number;
  }[];
  readonly controls: readonly ControlView[];
  readonly behaviours: readonly Behaviour[];
  readonly refusedHandshakes: readonly { readonly atNs: bigint; readonly reason: string }[];
}

export type DerResource = 'dercap' | 'derg' | 'ders' | 'dera';

/** null takes away. */
export interface DeviceChange {
  readonly pin?: number | null;
  /** Names or mRIDs of its programs; null: all. */
  readonly programs?: readonly string[] | null;
  readonly connectionPoint?: string | null;
  /** The device is taken out of the books: its certificate is that of a stranger from now on. */
  readonly remove?: boolean;
}

/** Steers a utility server in its own process. */
export interface UtilitySteering {
  readonly ready: UtilityReady;
  status(): Promise<UtilityStatus>;
  createControl(control: CreateControl): Promise<CreatedControl>;
  /** @throws PEERS-031 there is no such control */
  cancelControl(mRID: string, options?: CancelOptions): Promise<{ readonly issuedAtNs: bigint }>;
  /** Moves or holds the EventStatus; `clock` lets the clock move it again. @throws PEERS-031 */
  setStatus(mRID: string, status: EventState | 'clock'): Promise<{ readonly issuedAtNs: bigint }>;
  controls(): Promise<readonly ControlView[]>;
  /** Sets or takes away the DefaultDERControl of a program (default: the first). */
  setDefault(control: DefaultControl | undefined, program?: string): Promise<{ readonly issuedAtNs: bigint }>;
  /** Demand response (EndDeviceControl). */
  createLoadControl(control: CreateLoadControl): Promise<CreatedControl>;
  /** Pricing (TimeTariffInterval). */
  createPrice(price: CreatePrice): Promise<CreatedControl>;
  /** Adds a DERCurve, in the codec's form, and gives its href, for links in `base.other`. */
  addCurve(curve: Readonly<Record<string, unknown>>, program?: string): Promise<{ readonly href: string }>;
  /** Changes what the server knows of a device. @throws PEERS-033 */
  setDevice(lfdi: string, change: DeviceChange): Promise<void>;
  /** Assigns programs to a device, by name or mRID; undefined: all. @throws PEERS-033 */
  setPrograms(lfdi: string, programs: readonly string[] | undefined): Promise<void>;
  setPrimacy(program: string, primacy: number): Promise<void>;
  setPollRate(resource: PolledResource, seconds: number): Promise<void>;
  behave(behaviour: Behaviour): Promise<void>;
  behaveNormally(): Promise<void>;
  /** Sequence number of the newest request. */
  mark(): Promise<number>;
  requests(filter?: RequestFilter): Promise<readonly RecordedRequest[]>;
  /**
   * The first request that fits and comes after the call (or after `filter.after`), once it is answered.
   * @throws PEERS-032 none came in time
   */
  waitForRequest(filter: RequestFilter, timeoutMs: number): Promise<RecordedRequest>;
  responses(mRID?: string): Promise<readonly RecordedResponse[]>;
  readings(mup?: string): Promise<readonly RecordedReading[]>;
  /** What a device last put, as the codec gives it; undefined: nothing yet. */
  der(lfdi: string, resource: DerResource, index?: number): Promise<unknown>;
  derStatus(lfdi: string): Promise<unknown>;
  pollAccounting(after?: number): Promise<readonly PollAccount[]>;
  subscriptions(): Promise<readonly SubscriptionView[]>;
  close(): Promise<void>;
}
