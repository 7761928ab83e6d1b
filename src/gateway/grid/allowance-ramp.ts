import type { Faults } from '../faults/faults.js';
import { type GridAllowance, unlimited } from './grid-allowance.js';

/** How fast a bound may move. */
export type RampPace =
  | { readonly kind: 'at-once' }
  /** Reaches its end after so long. */
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'rate'; readonly wPerS: number };

export interface RampOptions {
  /** What an absent bound counts as while a ramp runs, W. */
  readonly ratedW: number;
  /** Whether a bound that goes to 0 W is a stop, and not ramped unless a time is given for it. */
  readonly zeroIsStop: boolean;
  readonly faults: Faults;
}

interface Leg {
  readonly from: number;
  readonly to: number;
  /** W a second; Infinity: at once. */
  readonly wPerS: number;
  /** Where an end without bound counts as reached, W. */
  readonly enough: number;
}

/**
 * Moves what the grid allows from one state to the next. A stop is never delayed. A bound that falls starts at the power that
 * flows, so that a ramp does not begin with seconds in which nothing changes.
 */
export class AllowanceRamp {
  readonly #o: RampOptions;
  #target: GridAllowance;
  #sinceNs = 0n;
  #charge: Leg;
  #discharge: Leg;
  #setpoint: Leg | undefined;
  /** The stop of the target holds back until both bounds have come down (fault only). */
  #lateStop = false;

  constructor(options: RampOptions, start: GridAllowance = unlimited) {
    this.#o = options;
    this.#target = start;
    this.#charge = still(start.maxChargeW);
    this.#discharge = still(start.maxDischargeW);
  }

  get target(): GridAllowance {
    return this.#target;
  }

  /**
   * Sets where to go.
   * @param powerW power that flows now, W, below 0 out of the vehicle
   */
  aim(target: GridAllowance, pace: RampPace, powerW: number, nowNs: bigint): void {
    const now = this.at(nowNs);
    const stepped = this.#o.faults.has('ramp-in-steps');
    const asked: RampPace = stepped ? { kind: 'rate', wPerS: this.#o.ratedW / 10 } : pace;
    const from = now.stop ? { ...now, maxChargeW: 0, maxDischargeW: 0 } : now;
    const goal = stepped && target.stop ? { ...target, maxChargeW: 0, maxDischargeW: 0 } : target;
    this.#lateStop = stepped && target.stop && !now.stop;
    this.#target = target;
    this.#sinceNs = nowNs;
    this.#charge = this.#leg(from.maxChargeW, goal.maxChargeW, Math.max(0, powerW), asked);
    this.#discharge = this.#leg(from.maxDischargeW, goal.maxDischargeW, Math.max(0, -powerW), asked);
    this.#setpoint =
      target.setpointW === undefined ? undefined : this.#between(from.setpointW ?? powerW, target.setpointW, asked);
  }

  /** What is allowed at this moment. */
  at(nowNs: bigint): GridAllowance {
    const seconds = this.#elapsed(nowNs);
    const maxChargeW = valueAt(this.#charge, seconds);
    const maxDischargeW = valueAt(this.#discharge, seconds);
    const down = maxChargeW <= 0 && maxDischargeW <= 0;
    const stop = this.#target.stop && (!this.#lateStop || down);
    const setpointW = this.#setpoint === undefined ? undefined : valueAt(this.#setpoint, seconds);
    return { stop, isolate: this.#target.isolate ?? false, maxChargeW, maxDischargeW, setpointW };
  }

  /** Whether nothing moves any more. */
  settled(nowNs: bigint): boolean {
    const seconds = this.#elapsed(nowNs);
    return [this.#charge, this.#discharge, this.#setpoint].every(
      (leg) => leg === undefined || valueAt(leg, seconds) === leg.to,
    );
  }

  #elapsed(nowNs: bigint): number {
    const seconds = Number(nowNs - this.#sinceNs) / 1e9;
    return this.#o.faults.has('ramp-in-steps') ? Math.floor(seconds) : seconds;
  }

  #leg(from: number, to: number, powerW: number, pace: RampPace): Leg {
    const stops = to <= 0 && this.#o.zeroIsStop && pace.kind === 'rate' && !this.#o.faults.has('ramp-in-steps');
    if (from === to || stops) return still(to);
    const start = to < from ? Math.min(from, Math.max(powerW, to)) : from;
    return this.#between(start, to, pace);
  }

  #between(from: number, to: number, pace: RampPace): Leg {
    const finiteTo = Math.min(to, Math.max(this.#o.ratedW, from));
    const way = Math.abs(finiteTo - from);
    if (way === 0 || pace.kind === 'at-once') return still(to);
    const wPerS = pace.kind === 'rate' ? pace.wPerS : way / pace.seconds;
    return { from, to, wPerS, enough: this.#o.ratedW };
  }
}

function still(value: number): Leg {
  return { from: value, to: value, wPerS: Number.POSITIVE_INFINITY, enough: 0 };
}

function valueAt({ from, to, wPerS, enough }: Leg, seconds: number): number {
  if (from === to || !Number.isFinite(wPerS)) return to;
  const moved = wPerS * seconds;
  if (to < from) return Math.max(to, from - moved);
  if (Number.isFinite(to)) return Math.min(to, from + moved);
  // A bound without end is reached once the rating is.
  return from + moved >= enough ? to : from + moved;
}
