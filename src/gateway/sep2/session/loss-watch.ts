import type { Clock } from '../../../base/clock.js';

/** How long ago the controls were last read completely, and when that means that the server is lost. */
export class LossWatch {
  readonly #clock: Clock;
  readonly #afterS: number;
  #goodNs: bigint;

  /** @param afterS silence that counts as loss, s */
  constructor(clock: Clock, afterS: number) {
    this.#clock = clock;
    this.#afterS = afterS;
    this.#goodNs = clock.monotonicNs();
  }

  /** The controls have been read. */
  heard(): void {
    this.#goodNs = this.#clock.monotonicNs();
  }

  get silentS(): number {
    return Number(this.#clock.monotonicNs() - this.#goodNs) / 1e9;
  }

  /** @param rateS poll rate of the controls: one reading may fail, two may not */
  lost(rateS: number): boolean {
    return this.silentS >= Math.max(this.#afterS, 2 * rateS);
  }
}
