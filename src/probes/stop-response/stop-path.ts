import type { Stamp, StopStamps } from './stop-plan.js';

/** The clocks of a stop. `first-effect`: power begins to fall; `release`: power is back after the limit was lifted. */
export type StopClock = 'issue' | 'deliver' | 'acknowledge' | 'first-effect' | 'effect' | 'release';

/** A pair of clocks: what standards put limits to. `restore-release`: from the lifting of the stop to power again. */
export type ClockPair =
  | 'issue-deliver'
  | 'issue-effect'
  | 'deliver-acknowledge'
  | 'deliver-first-effect'
  | 'deliver-effect'
  | 'acknowledge-effect'
  | 'restore-release';

/** Who orders the stop, or what is lost. */
export type StopOrigin = 'grid' | 'vehicle' | 'station' | 'loss';

export interface StopPathFacts {
  readonly title: string;
  readonly origin: StopOrigin;
  /** What is issued, in the words of its standard; for a loss what is lost. */
  readonly issued: string;
  /** Where the issue clock stands. */
  readonly issueClock: string;
  /** Where the delivery clock stands; every limit but `issue-...` counts from here. */
  readonly deliverClock: string;
  /** What acknowledges it; undefined: nothing can, and none is missed. */
  readonly acknowledgeClock: string | undefined;
  /** The pairs that say something on this path. */
  readonly pairs: readonly ClockPair[];
  /** Power must come back once the stop is lifted: a limit that is never released is a fault. */
  readonly releases: boolean;
  /**
   * False: no rule says that power ends, unless the station declares a time (`PIXIT_PLUMBLINE_RevertSeconds`); without one
   * what becomes of it is measured and told. Default true.
   */
  readonly mustStop?: boolean;
}

const ordered: readonly ClockPair[] = [
  'issue-deliver',
  'deliver-acknowledge',
  'deliver-first-effect',
  'deliver-effect',
  'acknowledge-effect',
  'issue-effect',
];
/** A local order has no way to travel: issue and delivery are one moment. */
const local: readonly ClockPair[] = [
  'deliver-acknowledge',
  'deliver-first-effect',
  'deliver-effect',
  'acknowledge-effect',
];
const withRelease: readonly ClockPair[] = [...ordered, 'restore-release'];
/** A loss is not delivered and not acknowledged: all its pairs start at the loss. */
const lost: readonly ClockPair[] = ['deliver-first-effect', 'deliver-effect'];

const control = (what: string, how: 'poll' | 'notification'): StopPathFacts => ({
  title: `${what}, by ${how}`,
  origin: 'grid',
  issued: `DERControl with ${what}`,
  issueClock: 'the utility server has created the control',
  deliverClock:
    how === 'poll'
      ? 'last byte of the first DERControlList (or DERControl) answer that carries the control'
      : 'last byte of the Notification that carries the control, or points at it',
  acknowledgeClock: 'last byte of the Response with status 2 (event started)',
  pairs: withRelease,
  releases: true,
});

/** Every way to stop power that the harness knows, as data. A driver carries one out (`StopPathDriver`). */
export const stopPaths = {
  'sep2-energize-poll': control('opModEnergize false', 'poll'),
  'sep2-energize-notification': control('opModEnergize false', 'notification'),
  'sep2-connect-poll': control('opModConnect false', 'poll'),
  'sep2-connect-notification': control('opModConnect false', 'notification'),
  'sep2-limit-poll': control('limits of 0 W (opModMaxLimW, opModExpLimW)', 'poll'),
  'sep2-limit-notification': control('limits of 0 W (opModMaxLimW, opModExpLimW)', 'notification'),
  'sep2-cancel': {
    title: 'cancellation of a control that lets power flow',
    origin: 'grid',
    issued: 'EventStatus 2 (cancelled) of a DERControl, so that the default control (no power) holds again',
    issueClock: 'the utility server has cancelled the control',
    deliverClock: 'last byte of the first answer that shows the control cancelled, or without it',
    acknowledgeClock: 'last byte of the Response with status 6 (event cancelled)',
    pairs: ordered,
    releases: false,
  },
  'iso20-ev-stop': {
    title: 'stop by the vehicle, ISO 15118-20',
    origin: 'vehicle',
    issued: 'PowerDeliveryReq with ChargeProgress Stop',
    issueClock: 'the vehicle decides to stop',
    deliverClock: 'last segment of PowerDeliveryReq',
    acknowledgeClock: 'last segment of PowerDeliveryRes with OK',
    pairs: ordered,
    releases: false,
  },
  'iso20-ev-stop-discharge': {
    title: 'stop by the vehicle while it discharges (BPT), ISO 15118-20',
    origin: 'vehicle',
    issued: 'PowerDeliveryReq with ChargeProgress Stop, power flowing to the grid',
    issueClock: 'the vehicle decides to stop',
    deliverClock: 'last segment of PowerDeliveryReq',
    acknowledgeClock: 'last segment of PowerDeliveryRes with OK',
    pairs: ordered,
    releases: false,
  },
  'iso20-evse-stop': {
    title: 'stop by the station, ISO 15118-20',
    origin: 'station',
    issued: 'a stop order to the gateway; the vehicle is told EVSENotification Terminate',
    issueClock: 'the order is written to the gateway',
    deliverClock: 'the order is written to the gateway: a local order has no way to travel',
    acknowledgeClock: 'last segment of the first charge loop response with EVSENotification Terminate',
    pairs: local,
    releases: false,
  },
  'iso20-evse-stop-discharge': {
    title: 'stop by the station while the vehicle discharges (BPT), ISO 15118-20',
    origin: 'station',
    issued: 'a stop order to the gateway; the vehicle is told EVSENotification Terminate',
    issueClock: 'the order is written to the gateway',
    deliverClock: 'the order is written to the gateway: a local order has no way to travel',
    acknowledgeClock: 'last segment of the first charge loop response with EVSENotification Terminate',
    pairs: local,
    releases: false,
  },
  'iso2-ev-stop': {
    title: 'stop by the vehicle, ISO 15118-2',
    origin: 'vehicle',
    issued: 'PowerDeliveryReq with ChargeProgress Stop',
    issueClock: 'the vehicle decides to stop',
    deliverClock: 'last segment of PowerDeliveryReq',
    acknowledgeClock: 'last segment of PowerDeliveryRes with OK',
    pairs: ordered,
    releases: false,
  },
  'iso2-evse-notification': {
    title: 'stop by the station, ISO 15118-2',
    origin: 'station',
    issued: 'a stop order to the gateway; the vehicle is told EVSENotification StopCharging',
    issueClock: 'the order is written to the gateway',
    deliverClock: 'the order is written to the gateway: a local order has no way to travel',
    acknowledgeClock: 'last segment of the first charge loop response with EVSENotification StopCharging',
    pairs: local,
    releases: false,
  },
  'pilot-loss': {
    title: 'loss of the control pilot',
    origin: 'loss',
    issued: 'pilot state E reported to the gateway',
    issueClock: 'the pilot state is written to the gateway',
    deliverClock: 'as issue',
    acknowledgeClock: undefined,
    pairs: lost,
    releases: false,
  },
  'mesh-loss': {
    title: 'loss of the mesh link',
    origin: 'loss',
    issued: 'the link between vehicle and station passes nothing any more',
    issueClock: 'the link is cut',
    deliverClock: 'as issue',
    acknowledgeClock: undefined,
    pairs: lost,
    releases: false,
  },
  'server-loss': {
    title: 'loss of the utility server',
    origin: 'loss',
    issued: 'the utility server stays silent',
    issueClock: 'the server goes silent',
    deliverClock: 'as issue',
    acknowledgeClock: undefined,
    pairs: lost,
    releases: false,
  },
  'grid-island': {
    title: 'loss of the mains (island)',
    origin: 'loss',
    issued: 'the mains are gone and local load holds the voltage',
    issueClock: 'the mains are opened',
    deliverClock: 'as issue: the inverter sees its terminals itself',
    acknowledgeClock: undefined,
    pairs: lost,
    releases: false,
  },
  'gateway-kill': {
    title: 'death of the gateway',
    origin: 'loss',
    issued: 'SIGKILL to the gateway (a power cut of its board)',
    issueClock: 'the process is killed',
    deliverClock: 'as issue',
    acknowledgeClock: undefined,
    pairs: lost,
    releases: false,
    mustStop: false,
  },
} as const satisfies Readonly<Record<string, StopPathFacts>>;

export type StopPathId = keyof typeof stopPaths;

export function stopPathFacts(path: StopPathId): StopPathFacts {
  return stopPaths[path];
}

/**
 * Carries out one stop path. Everything is asked for in this order, once a trial: `prepare`, `issueStop`, `release`,
 * `refine`, `restore`. Trials count from 1. What it throws ends the measurement (`restore` is still asked for).
 */
export interface StopPathDriver {
  readonly path: StopPathId;
  /** Power that `prepare` asks for, W; discharge to the grid positive. Absent: either direction will do. */
  readonly flowW?: number;
  /** Brings power to flow; resolves when the stop may be issued. */
  readonly prepare: (trial: number) => Promise<void>;
  /**
   * Issues the stop and resolves with the moments that are known, as soon as the order is out: it need not wait for the
   * delivery, which `refine` may find, and must not wait for the effect.
   */
  readonly issueStop: (trial: number) => Promise<StopStamps>;
  /**
   * Lifts the stop and resolves with the moment from which power may return. Only where the path releases; the meter is
   * read on until power is back or `StopPlan.releaseTimeoutMs` is over.
   */
  readonly release?: (trial: number) => Promise<Stamp>;
  /** Better stamps out of the captures, once the trial is over: kernel time stamps in place of those of programs. */
  readonly refine?: (trial: number, stamps: StopStamps) => Promise<StopStamps>;
  /** Puts back what the trial left: closes the session, lifts the order. Also asked for when the trial broke off. */
  readonly restore?: (trial: number) => Promise<void>;
}
