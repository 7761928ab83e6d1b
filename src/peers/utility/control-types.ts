import type { ControlBase } from './utility-config.js';

/** EventStatus.currentStatus (IEEE 2030.5-2018, 10.2.3): the schema's numbers in words. */
export const eventStates = {
  scheduled: 0,
  active: 1,
  cancelled: 2,
  'cancelled-randomized': 3,
  superseded: 4,
} as const;
export type EventState = keyof typeof eventStates;

export interface CreateControl {
  /** Name or mRID of the program; default the first. */
  readonly program?: string;
  /** 32 hexadecimal digits; default made at random. Twice the same is a case to have. */
  readonly mRID?: string;
  /** Default `now`: the server's second of the moment. The past is a case to have. */
  readonly start?: 'now' | number;
  /** s from now instead of `start`. */
  readonly startInS?: number;
  /** 0 is a case to have. */
  readonly durationS: number;
  readonly base: ControlBase;
  /** -3600 to 3600 s. */
  readonly randomizeStartS?: number;
  readonly randomizeDurationS?: number;
  /** Holds EventStatus at this until `setStatus`; default: the clock moves it. */
  readonly status?: EventState;
  readonly description?: string;
  /** Bits of responseRequired: 1 received, 2 specific response, 4 override. Default 3. */
  readonly responseRequired?: number;
  /** 0 to 65535; bit of the device category; default absent: all. */
  readonly deviceCategory?: number;
  /** false: the responses have no place to go. Default true. */
  readonly replyTo?: boolean;
}

export interface CreatedControl {
  readonly mRID: string;
  readonly href: string;
  /** The control is in the tree from then on, monotonic ns. */
  readonly issuedAtNs: bigint;
  /** Start that stands in it, s of the server's clock. */
  readonly startS: number;
  /** Sequence number of the newest request at that time: for `waitForRequest({ after })`. */
  readonly after: number;
}

/** The server's view of a control. */
export interface ControlView {
  readonly mRID: string;
  readonly program: string;
  readonly href: string;
  readonly state: EventState;
  readonly potentiallySuperseded: boolean;
  readonly startS: number;
  readonly durationS: number;
  readonly base: ControlBase;
}

export interface CancelOptions {
  /** Cancelled with randomization (status 3). Default false. */
  readonly randomized?: boolean;
  /** Taken out of the tree without a word, as some servers do. Default false. */
  readonly remove?: boolean;
}

/** A demand response event (EndDeviceControl). */
export interface CreateLoadControl {
  readonly startInS?: number;
  readonly durationS: number;
  readonly mandatory?: boolean;
  readonly loadShiftForward?: boolean;
  /** Bits of the device category; default bit 19, electric vehicle (IEEE 2030.5-2018, DeviceCategoryType). */
  readonly deviceCategory?: number;
  /** DutyCycle in percent of normal use. */
  readonly dutyCycle?: number;
  readonly randomizeStartS?: number;
  readonly randomizeDurationS?: number;
  /** In the codec's form: Offset, SetPoint, TargetReduction, ApplianceLoadReduction. */
  readonly other?: Readonly<Record<string, unknown>>;
}

/** A price for a span of time; the tariff and its rate component are made when they are not there yet. */
export interface CreatePrice {
  readonly startInS?: number;
  readonly durationS: number;
  /** In units of the currency times 10^powerOfTen, for a kWh. */
  readonly price: number;
  /** Default -3: thousandths. */
  readonly powerOfTen?: number;
  /** `buy` from the grid or `sell` to it. Default `buy`. */
  readonly direction?: 'buy' | 'sell';
  readonly touTier?: number;
  /** ISO 4217; default 36, Australian dollar. */
  readonly currency?: number;
}

/** How the server misbehaves. `match` is a regular expression over `METHOD /path?query`; absent: every request. */
export interface Behaviour {
  readonly kind: BehaviourKind;
  readonly match?: string;
  /** Ends after so many requests; default never. */
  readonly times?: number;
  /** `status`: the answer, 200 to 599. `redirect-loop`: 301 to 308. */
  readonly status?: number;
  /** `delay`, `slow-body`: ms. */
  readonly delayMs?: number;
  /** `clock-off`: s added to the Time resource and to every time in the tree. */
  readonly offsetS?: number;
  /** `huge-list`: entries; default 5000. */
  readonly count?: number;
}

export const behaviourKinds = [
  /** Reads the request and never answers. */
  'silent',
  /** Answers `status` with an Error resource. */
  'status',
  /** Answers after `delayMs`. */
  'delay',
  /** XML that ends in the middle of an element. */
  'malformed',
  /** A DOCTYPE with an entity that grows. */
  'entity-expansion',
  /** The draft's namespace where the published one belongs, and the other way round. */
  'wrong-namespace',
  /** A namespace that nobody knows. */
  'unknown-namespace',
  /** Lists of `count` entries, all on one page. */
  'huge-list',
  /** The list says `all` of more than there are, and serves empty pages. */
  'wrong-all',
  /** Server time and all event times are off by `offsetS`. */
  'clock-off',
  /** `Connection: close` with the answer. */
  'close-connection',
  /** Closes the connection as soon as the answer is out, without a word. */
  'idle-close',
  /** Resets the connection (RST) instead of an answer. */
  'reset',
  /** Content-Length is right, the body ends half-way and the connection with it. */
  'truncated',
  /** `text/html` around a good body. */
  'wrong-content-type',
  /** No Content-Type at all. */
  'no-content-type',
  /** Redirects to itself. */
  'redirect-loop',
  /** 200 with no body. */
  'empty-body',
  /** EXI where XML was asked for, and the other way round. */
  'wrong-form',
  /** A good resource of another kind (Time). */
  'wrong-resource',
  /** An element that no schema has, in the middle. */
  'unknown-element',
  /** hexBinary with an odd number of digits in mRID and LFDI. */
  'odd-hex',
  /** Chunked, one octet a chunk, `delayMs` in all. */
  'slow-body',
  /** HTTP that is none. */
  'not-http',
  /** The answer of the request before this one (a replay). */
  'stale-answer',
] as const;
export type BehaviourKind = (typeof behaviourKinds)[number];
