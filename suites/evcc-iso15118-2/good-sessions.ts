import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { OfferedSlot, OfferedTuple } from '../../src/peers/station/offered-schedules.js';
import type { EvccScene, Script } from './evcc-scene.js';
import { throughNominalDuty } from './nominal-duty.js';

/** A correct session in one of its forms. It is driven once for all cases that look at it. */
export interface SessionPlan {
  /** By which it is known; no other has it. */
  readonly name: string;
  /** What it is, to be read after `In`. */
  readonly words: string;
  readonly script: (pics: PicsValues) => Script;
  /** What the vehicle is set to. */
  readonly vehicle?: (pics: PicsValues) => Omit<VehiclePlan, 'energy' | 'faults'>;
  /** What the tester does beside the messages while the first connection lasts. */
  readonly during?: (scene: EvccScene) => Promise<void>;
  /** The session is paused and taken up again. */
  readonly sleep?: {
    readonly wakes: 'itself' | 'charger';
    /** Whether the SECC answers discovery afterwards. */
    readonly answered: boolean;
    /** How long the vehicle sleeps, s: until the tester wakes it, or at most where it wakes by itself. */
    readonly seconds: (pics: PicsValues) => number;
  };
}

/** Charge loops before the SECC asks for something. */
export const loops = 5;
/** Charge loop in which one of the two asks for a renegotiation. */
const turn = 2;
/** DepartureTime of the sessions that ask for one, s. */
const departureSeconds = 7200;

const wakeUpSeconds = (pics: PicsValues) => Number(pics['PIXIT_PLUMBLINE_EVCC_WakeUpSeconds'] ?? 60);
/** par_SECC_Pmax0W, and as long the power before it where there is some. */
const zeroSeconds = (pics: PicsValues) => Number(pics['PIXIT_PLUMBLINE_EVCC_ZeroPowerSeconds'] ?? 60);

const always = (priceLevel?: number, id?: number): OfferedTuple => ({
  slots: [{ startSeconds: 0, watts: 'most' }],
  ...(priceLevel === undefined ? {} : { priceLevel }),
  ...(id === undefined ? {} : { id }),
});
/** Three schedules of different prices: the default one is the first, the cheapest the second. */
export const threePrices: readonly OfferedTuple[] = [always(2), always(1), always(3)];
/** After a renegotiation: the old schedule is there still, but another one comes first. */
const oldAmongOthers: readonly OfferedTuple[] = [always(undefined, 2), always(undefined, 1)];

/** What the SECC does once a paused session was joined: it offers both ways to pay, and ends the session. */
const joined = { stopAtLoop: loops, paymentOptions: ['Contract', 'ExternalPayment'] } as const;

export const plain: SessionPlan = {
  name: 'plain',
  words: 'a correct session that the SECC ends by StopCharging',
  script: () => ({ stopAtLoop: loops }),
};

/** The vehicle has had enough before the SECC says anything. */
export const ownEnd: SessionPlan = {
  name: 'own-end',
  words: 'a correct session that the vehicle ends by itself',
  script: () => ({ stopAtLoop: 4 * loops }),
  vehicle: () => ({ loops }),
};

/** StopCharging comes with the answer that starts power delivery. */
export const earlyStop: SessionPlan = {
  name: 'early-stop',
  words: 'a correct session in which PowerDeliveryRes says StopCharging before any power flows',
  script: (pics) => {
    const status = pics['PICS_CMN_CMN_ChargingMode'] === 'aC' ? 'AC_EVSEStatus' : 'DC_EVSEStatus';
    const does = { kind: 'set', path: [status, 'EVSENotification'], value: 'StopCharging' } as const;
    return { stopAtLoop: 1, hooks: [{ at: 'PowerDeliveryReq', progress: 'Start', does }] };
  },
};

export const voltageLeft: SessionPlan = {
  name: 'voltage-left',
  words: 'a correct session at whose end 100 V are still there when the vehicle first looks for welded contactors',
  script: () => ({
    stopAtLoop: loops,
    hooks: [
      {
        at: 'WeldingDetectionReq',
        does: { kind: 'set', path: ['EVSEPresentVoltage'], value: { Multiplier: 0, Unit: 'V', Value: 100 } },
      },
    ],
  }),
};

/** Nominal duty cycle for 32 A while external payment is under way (V2G2-828). */
export const nominalDuty: SessionPlan = {
  name: 'nominal-duty',
  words: 'a correct session in which the oscillator stops and comes back with 53 %',
  script: () => ({
    stopAtLoop: loops,
    hooks: [
      { at: 'SessionSetupReq', does: { kind: 'hold' } },
      { at: 'ServiceDiscoveryReq', does: { kind: 'hold' } },
    ],
  }),
  during: throughNominalDuty,
};

/** Who begins a renegotiation. */
export type Initiator = 'secc' | 'evcc';

/** A session with a renegotiation, of these schedules before and after it. */
function renegotiating(
  name: string,
  initiator: Initiator,
  words: string,
  offers: Pick<Script, 'schedules' | 'renegotiated'> = {},
  schedule?: VehiclePlan['schedule'],
): SessionPlan {
  const bySecc = initiator === 'secc';
  return {
    name,
    words: `a correct session in which ${bySecc ? 'the SECC asks for' : 'the vehicle begins'} a renegotiation${words}`,
    script: () => ({ stopAtLoop: turn + loops, ...(bySecc ? { renegotiateAtLoop: turn } : {}), ...offers }),
    vehicle: () => ({
      ...(bySecc ? {} : { renegotiateAtLoop: turn }),
      ...(schedule === undefined ? {} : { schedule }),
    }),
  };
}

export const renegotiation: Readonly<Record<Initiator, SessionPlan>> = {
  secc: renegotiating('renegotiation', 'secc', ''),
  evcc: renegotiating('own-renegotiation', 'evcc', ''),
};

/** Three schedules are offered at once, or after a renegotiation, and the vehicle is set to take the cheapest or the default one. */
export function priced(when: 'at once' | Initiator, schedule: 'cheapest' | 'first'): SessionPlan {
  const offers = when === 'at once' ? { schedules: threePrices } : { renegotiated: { schedules: threePrices } };
  if (when !== 'at once') {
    const words = ' that offers three schedules of different prices';
    return renegotiating(`priced-${when}-${schedule}`, when, words, offers, schedule);
  }
  return {
    name: `priced-${schedule}`,
    words: 'a correct session with three schedules of different prices',
    script: () => ({ stopAtLoop: loops, ...offers }),
    vehicle: () => ({ schedule }),
  };
}

/** A renegotiation after which the vehicle is set to keep its schedule. */
export function keeping(initiator: Initiator): SessionPlan {
  const offers = { schedules: [always(undefined, 1)], renegotiated: { schedules: oldAmongOthers } };
  return renegotiating(`keeping-${initiator}`, initiator, ' that offers the old schedule and another', offers, 'same');
}

/** How a session comes to be paused and to be taken up again, in the order of the published list. */
export const wakeUps = ['charger', 'itself', 'zero-first', 'zero-second'] as const;
export type WakeUp = (typeof wakeUps)[number];

const pauseWords: Readonly<Record<WakeUp, string>> = {
  charger: 'a session that the vehicle pauses and the charger wakes up again',
  itself: 'a session that the vehicle pauses and takes up again by itself',
  'zero-first': 'a session that is paused because the schedule begins with 0 W',
  'zero-second': 'a session that is paused because the schedule goes on with 0 W',
};

const plans = new Map<string, SessionPlan>();

/**
 * A session that is paused and taken up again.
 * @param form `silent`: nobody answers discovery afterwards; `departure`: the vehicle is to name a departure time
 */
export function paused(wakeUp: WakeUp, form: 'plain' | 'silent' | 'departure' = 'plain'): SessionPlan {
  const name = `pause-${wakeUp}-${form}`;
  const known = plans.get(name);
  if (known !== undefined) return known;
  const silent = form === 'silent';
  const zero = wakeUp === 'zero-first' || wakeUp === 'zero-second';
  const wakes = wakeUp === 'charger' ? 'charger' : 'itself';
  const sdp = { afterPause: { kind: 'silence' } } as const;
  const plan: SessionPlan = {
    name,
    words: `${pauseWords[wakeUp]}${silent ? ', where nobody answers any more' : ''}`,
    script: (pics) => ({
      ...(zero ? zeroPower(wakeUp, zeroSeconds(pics)) : { stopAtLoop: loops }),
      joined,
      ...(silent ? { sdp } : {}),
    }),
    vehicle: () => ({
      wakes,
      ...(zero ? {} : { ends: 'Pause' as const }),
      ...(form === 'departure' ? { departureSeconds } : {}),
    }),
    sleep: { wakes, answered: !silent, seconds: zero ? zeroSeconds : wakeUpSeconds },
  };
  plans.set(name, plan);
  return plan;
}

/** A schedule with a stretch of 0 W; a vehicle that takes no notice of it is told to stop in the end. */
function zeroPower(wakeUp: WakeUp, seconds: number): Script {
  const { slots, lasts } = zeroSlots(wakeUp, seconds);
  return { schedules: [{ slots }], stopAfterMs: 1000 * (lasts + seconds) };
}

function zeroSlots(
  wakeUp: WakeUp,
  seconds: number,
): { readonly slots: readonly OfferedSlot[]; readonly lasts: number } {
  const zero = (startSeconds: number): readonly OfferedSlot[] => [
    { startSeconds, watts: 0 },
    { startSeconds: startSeconds + seconds, watts: 'most' },
  ];
  if (wakeUp === 'zero-first') return { slots: zero(0), lasts: seconds };
  return { slots: [{ startSeconds: 0, watts: 'most' }, ...zero(seconds)], lasts: 2 * seconds };
}
