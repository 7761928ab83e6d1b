import type { Clock } from '../../base/clock.js';

/** Adds up energy from power readings, each of which holds until the next one. */
export class EnergyMeter {
  readonly #clock: Clock;
  #wh: number;
  #dischargedWh: number;
  #powerW = 0;
  #atNs: bigint;

  /**
   * @param wh reading to go on from, Wh
   * @param dischargedWh the same for energy out of vehicles
   */
  constructor(clock: Clock, wh: number, dischargedWh = 0) {
    this.#clock = clock;
    this.#wh = wh;
    this.#dischargedWh = dischargedWh;
    this.#atNs = clock.monotonicNs();
  }

  /** Reading now, Wh; it never falls. */
  get wh(): number {
    this.#advance();
    return this.#wh;
  }

  /** Energy out of vehicles, Wh; it never falls either. */
  get dischargedWh(): number {
    this.#advance();
    return this.#dischargedWh;
  }

  /** From now on `powerW` flows; below 0: out of the vehicle. */
  power(powerW: number): void {
    this.#advance();
    this.#powerW = powerW;
  }

  #advance(): void {
    const nowNs = this.#clock.monotonicNs();
    const hours = Number(nowNs - this.#atNs) / 3.6e12;
    if (this.#powerW > 0) this.#wh += this.#powerW * hours;
    else this.#dischargedWh -= this.#powerW * hours;
    this.#atNs = nowNs;
  }
}
