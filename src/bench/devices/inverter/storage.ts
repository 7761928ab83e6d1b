/** The battery behind the inverter: its state of charge follows the energy at the terminals, without losses. */
export class Storage {
  readonly ratedWh: number;
  #percent: number;
  /** Net energy delivered, Wh, when the percentage was last set. */
  #netWh = 0;

  /** `ratedWh` above 0; `percent` 0..100. */
  constructor(ratedWh: number, percent: number) {
    this.ratedWh = ratedWh;
    this.#percent = percent;
  }

  /** % of the rating once `netWh` have been delivered since the start. */
  percent(netWh: number): number {
    const percent = this.#percent - ((netWh - this.#netWh) / this.ratedWh) * 100;
    // What still flows while the power ramps down from an end is no debt.
    if (percent < 0 || percent > 100) this.set(percent, netWh);
    return Math.min(100, Math.max(0, percent));
  }

  set(percent: number, netWh: number): void {
    this.#percent = Math.min(100, Math.max(0, percent));
    this.#netWh = netWh;
  }

  /** A power that the storage can give or take: an empty one delivers nothing, a full one takes nothing. */
  bound(watts: number, netWh: number): number {
    const percent = this.percent(netWh);
    if (percent <= 0) return Math.min(0, watts);
    if (percent >= 100) return Math.max(0, watts);
    return watts;
  }
}
