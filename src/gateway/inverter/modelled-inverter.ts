import type { Clock } from '../../base/clock.js';
import type { ControlsReadBack, Inverter, InverterOutcome } from './inverter.js';

/**
 * Stands in where the configuration names no inverter: delivers what the limit allows, at once. A gateway without power
 * electronics can so be tested for its messages; `status` says that the power is modelled.
 */
export class ModelledInverter implements Inverter {
  readonly #clock: Clock;
  #connected = false;
  #limitW = 0;
  readonly ratedW = undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readPower(): Promise<InverterOutcome<number>> {
    return this.#ok(this.#connected ? this.#limitW : 0);
  }

  start(limitW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> {
    if (wanted()) {
      this.#limitW = limitW;
      this.#connected = true;
    }
    return this.#ok(undefined);
  }

  limit(limitW: number): Promise<InverterOutcome<undefined>> {
    this.#limitW = limitW;
    return this.#ok(undefined);
  }

  startBidirectional(powerW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> {
    return this.start(powerW, wanted);
  }

  setPower(powerW: number): Promise<InverterOutcome<undefined>> {
    return this.limit(powerW);
  }

  stop(): Promise<InverterOutcome<undefined>> {
    this.#limitW = 0;
    this.#connected = false;
    return this.#ok(undefined);
  }

  isConnected(): Promise<InverterOutcome<boolean>> {
    return this.#ok(this.#connected);
  }

  readBack(): Promise<InverterOutcome<ControlsReadBack>> {
    return this.#ok({ connected: this.#connected, limitW: Math.abs(this.#limitW), setW: this.#limitW });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #ok<T>(value: T): Promise<InverterOutcome<T>> {
    return Promise.resolve({ kind: 'ok', value, atNs: this.#clock.monotonicNs() });
  }
}
