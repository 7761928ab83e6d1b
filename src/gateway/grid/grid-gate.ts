import type { Clock } from '../../base/clock.js';
import type { Faults } from '../faults/faults.js';
import type { ControlsReadBack, InverterOutcome } from '../inverter/inverter.js';
import { AllowanceRamp, type RampPace } from './allowance-ramp.js';
import { type GridAllowance, sameAllowance } from './grid-allowance.js';

/** The station as the grid's side of the gateway sees it. */
export interface GridStation {
  allow(allowance: GridAllowance, reason: string): void;
  readonly power: {
    readonly state: 'off' | 'starting' | 'on' | 'stopping' | 'stop-not-verified';
    /** Last reading, W, below 0 out of the vehicle. */
    readonly powerW: number;
    readPower(): Promise<InverterOutcome<number>>;
    readBack(): Promise<InverterOutcome<ControlsReadBack>>;
  };
}

export interface GridGateOptions {
  readonly station: GridStation;
  readonly clock: Clock;
  readonly faults: Faults;
  /** setMaxW, W: what ramps go by. */
  readonly ratedW: number;
  readonly zeroIsStop: boolean;
  /** Above a bound that still counts as within it, W. */
  readonly toleranceW: number;
}

/** Whether the inverter does what it was told, or what is missing. */
export type Effect = { readonly kind: 'seen' } | { readonly kind: 'missing'; readonly detail: string };

const tickMs = 200;

/** Lets what the grid allows through to the station, along its ramp, and looks at the inverter for the effect. */
export class GridGate {
  readonly #o: GridGateOptions;
  readonly #ramp: AllowanceRamp;
  #cancel: (() => void) | undefined;
  #given: GridAllowance | undefined;

  constructor(options: GridGateOptions) {
    this.#o = options;
    this.#ramp = new AllowanceRamp(options);
  }

  /** Where the station is going. */
  get target(): GridAllowance {
    return this.#ramp.target;
  }

  /** What holds at this moment. */
  get present(): GridAllowance {
    return this.#ramp.at(this.#o.clock.monotonicNs());
  }

  /** Sets where to go; a stop goes through before this returns. */
  aim(target: GridAllowance, pace: RampPace, reason: string): void {
    const { station, clock } = this.#o;
    this.#ramp.aim(target, pace, station.power.powerW, clock.monotonicNs());
    this.#cancel?.();
    this.#tick(reason);
  }

  /** Reads the inverter and compares it with what holds at this moment. */
  async effect(): Promise<Effect> {
    const { station, toleranceW } = this.#o;
    const allowance = this.present;
    const { state } = station.power;
    if (allowance.stop) return this.#stopEffect(allowance);
    if (state === 'stopping' || state === 'stop-not-verified') return missing('the last stop is not verified');
    const read = await station.power.readPower();
    if (read.kind === 'fault') return missing(`power cannot be read: ${read.fault.detail}`);
    const over = Math.max(read.value - allowance.maxChargeW, -read.value - allowance.maxDischargeW);
    if (over > toleranceW) return missing(`${Math.round(read.value)} W flow, ${Math.round(over)} W too many`);
    if (station.power.state !== 'on') return { kind: 'seen' };
    return this.#registersHold(allowance);
  }

  close(): void {
    this.#cancel?.();
  }

  async #stopEffect(allowance: GridAllowance): Promise<Effect> {
    const { power } = this.#o.station;
    if (power.state !== 'off')
      return missing(`the stop is ${power.state === 'stopping' ? 'under way' : 'not verified'}`);
    const back = await power.readBack();
    if (back.kind === 'fault') return missing(`controls cannot be read back: ${back.fault.detail}`);
    if (allowance.isolate === true && back.value.connected) return missing('the inverter says that it is connected');
    return { kind: 'seen' };
  }

  /** The limit that stands in the registers, where a finite one holds. */
  async #registersHold(allowance: GridAllowance): Promise<Effect> {
    const back = await this.#o.station.power.readBack();
    if (back.kind === 'fault') return missing(`controls cannot be read back: ${back.fault.detail}`);
    const { setW, limitW } = back.value;
    const most = this.#o.toleranceW;
    if (setW !== undefined) {
      const over = Math.max(setW - allowance.maxChargeW, -setW - allowance.maxDischargeW);
      return over > most ? missing(`the inverter is set to ${Math.round(setW)} W`) : { kind: 'seen' };
    }
    if (!Number.isFinite(allowance.maxChargeW)) return { kind: 'seen' };
    if (limitW === undefined) return missing('the limit of the inverter is not enabled');
    return limitW - allowance.maxChargeW > most
      ? missing(`the limit of the inverter is ${Math.round(limitW)} W`)
      : { kind: 'seen' };
  }

  #tick(reason: string): void {
    const { clock, station } = this.#o;
    const nowNs = clock.monotonicNs();
    const next = this.#ramp.at(nowNs);
    if (this.#given === undefined || !sameAllowance(this.#given, next)) {
      this.#given = next;
      station.allow(next, reason);
    }
    if (!this.#ramp.settled(nowNs)) this.#cancel = clock.after(tickMs, () => this.#tick(reason));
  }
}

function missing(detail: string): Effect {
  return { kind: 'missing', detail };
}
