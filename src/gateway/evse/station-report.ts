import type { EnergyWish, StationView } from '../sep2/station-view.js';
import type { EnergyMeter } from './energy-meter.js';
import type { PowerPath } from './power-path.js';

/** The charging point as the utility is told of it. */
export class StationReport {
  readonly #power: () => PowerPath;
  readonly #meter: EnergyMeter;
  #wish: EnergyWish | undefined;
  /** Told after the turn in which something of the view has changed. */
  onChange: () => void = () => undefined;

  /** Told when the inverter has fallen silent. */
  onFault: (detail: string) => void = () => undefined;

  constructor(power: () => PowerPath, meter: EnergyMeter) {
    this.#power = power;
    this.#meter = meter;
  }

  /** What the session that runs wants of the energy; undefined: there is none, or it is not bidirectional. */
  want(wish: EnergyWish | undefined): void {
    this.#wish = wish;
    this.changed();
  }

  changed(): void {
    setImmediate(() => this.onChange());
  }

  view(now: Pick<StationView, 'allowance' | 'occupied'>): StationView {
    const { powerW, state } = this.#power();
    const { wh, dischargedWh } = this.#meter;
    return { ...now, powerW, powerState: state, meterWh: wh, dischargedWh, wish: this.#wish };
  }
}
