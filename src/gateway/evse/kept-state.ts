import type { GatewayLog } from '../log/gateway-log.js';
import type { PausedIso20, PausedSession } from '../session/session.js';
import type { StopOrder } from '../session/station.js';
import type { GatewayState, PortNumbers } from '../state/gateway-state.js';
import type { EnergyMeter } from './energy-meter.js';

/** What the charging point knows across a restart; whoever changes it decides when it is written. */
export class KeptState {
  paused: PausedSession | undefined;
  pausedIso20: PausedIso20 | undefined;
  stopOrder: StopOrder;
  /** The ports that are announced now: a restart takes them again. */
  ports: PortNumbers | undefined;
  readonly #meter: EnergyMeter;
  readonly #write: (state: GatewayState) => void;
  readonly #log: GatewayLog;

  /** `write` throws GATEWAY-031. */
  constructor(state: GatewayState, meter: EnergyMeter, write: (state: GatewayState) => void, log: GatewayLog) {
    this.paused = state.paused;
    this.pausedIso20 = state.pausedIso20;
    this.stopOrder = state.stopOrder;
    this.ports = state.ports;
    this.#meter = meter;
    this.#write = write;
    this.#log = log;
  }

  /** As it is now. */
  get state(): GatewayState {
    const { wh, dischargedWh } = this.#meter;
    return {
      version: 1,
      ...(this.paused === undefined ? {} : { paused: this.paused }),
      ...(this.ports === undefined ? {} : { ports: this.ports }),
      ...(this.pausedIso20 === undefined ? {} : { pausedIso20: this.pausedIso20 }),
      stopOrder: this.stopOrder,
      meterWh: Math.round(wh * 1000) / 1000,
      ...(dischargedWh > 0 ? { dischargedWh: Math.round(dischargedWh * 1000) / 1000 } : {}),
    };
  }

  /** Forgets paused sessions; false where there was none. */
  forgetPauses(): boolean {
    if (this.paused === undefined && this.pausedIso20 === undefined) return false;
    this.paused = undefined;
    this.pausedIso20 = undefined;
    return true;
  }

  /** Writes the state; a disk that fails is logged, and thrown for whoever may not go on without. */
  save(): void {
    try {
      this.#write(this.state);
      this.#log.event('state-saved');
    } catch (error) {
      this.#log.event('state-error', { detail: (error as Error).message });
      throw error;
    }
  }

  /** Where the energy is off already, a disk that fails is a matter for the log. */
  saveIfPossible(): void {
    try {
      this.save();
    } catch {
      // save() has logged it.
    }
  }
}
