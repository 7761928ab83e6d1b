import type { Clock } from '../../base/clock.js';

/** Adds up energy from power readings, each of which holds until the next one. */
export class EnergyMeter {
  readonly #clock: Clock;
  #wh: number;
  #powerW = 0;
  #atNs: bigint;

  /** @param wh reading to go on from, Wh */
  constructor(clock: Clock, wh: number) {
    this.#clock = clock;
    this.#wh = wh;
    this.#atNs = clock.monotonicNs();
  }

  /** Reading now, Wh; it never falls. */
  get wh(): number {
    this.#advance();
    return this.#wh;
  }

  /** From now on `powerW` flows. */
  power(powerW: number): void {
    this.#advance();
    this.#powerW = Math.max(0, powerW);
  }

  #advance(): void {
    const nowNs = this.#clock.monotonicNs();
    this.#wh += (this.#powerW * Number(nowNs - this.#atNs)) / 3.6e12;
    this.#atNs = nowNs;
  }
}
