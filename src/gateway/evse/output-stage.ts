import type { Clock } from '../../base/clock.js';

/**
 * Model of the DC output: its voltage moves to the target with a finite slope and discharges with the same slope when it
 * is switched off. The current is not modelled where an inverter is read: it follows from the measured power.
 */
export class OutputStage {
  readonly #clock: Clock;
  readonly #slopeVPerS: number;
  #fromV = 0;
  #fromNs: bigint;
  #targetV = 0;
  #targetA = 0;

  constructor(clock: Clock, slopeVPerS: number) {
    this.#clock = clock;
    this.#slopeVPerS = slopeVPerS;
    this.#fromNs = clock.monotonicNs();
  }

  /** Voltage at the output now, V. */
  get voltageV(): number {
    const elapsedS = Number(this.#clock.monotonicNs() - this.#fromNs) / 1e9;
    const way = this.#targetV - this.#fromV;
    const moved = Math.min(Math.abs(way), elapsedS * this.#slopeVPerS);
    return this.#fromV + Math.sign(way) * moved;
  }

  /** Current that was asked for last, A. */
  get targetA(): number {
    return this.#targetA;
  }

  set(voltageV: number, currentA: number): void {
    this.#fromV = this.voltageV;
    this.#fromNs = this.#clock.monotonicNs();
    this.#targetV = voltageV;
    this.#targetA = currentA;
  }

  off(): void {
    this.set(0, 0);
  }
}
