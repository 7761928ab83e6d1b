import type { Clock } from '../../../base/clock.js';
import type { RegisterAnswer, RegisterMap } from '../../../transport/modbus/modbus-server.js';
import type { InverterPhysics } from './inverter-physics.js';
import { scaleFor } from './inverter-registers.js';
import { RegisterImage } from './register-image.js';
import type { SeededRandom } from './seeded-random.js';

export interface SimulatedMeterOptions {
  readonly unitId: number;
  readonly base: number;
  readonly ratedW: number;
  /** Standard deviation of one sample, W. */
  readonly noiseW: number;
  /** Time between two samples, ms. */
  readonly samplingMs: number;
}

/**
 * A power meter (SunSpec model 203) at the terminals of the inverter. It knows nothing of the inverter's registers: it
 * samples the true power by its own timer and adds its own error. Between two samples it shows the last one. Power
 * delivered to the grid is positive, as everywhere on the bench.
 */
export class SimulatedMeter implements RegisterMap {
  readonly #options: SimulatedMeterOptions;
  readonly #clock: Clock;
  readonly #physics: InverterPhysics;
  readonly #random: SeededRandom;
  readonly #image: RegisterImage;
  #cancel: () => void = () => undefined;

  constructor(options: SimulatedMeterOptions, physics: InverterPhysics, clock: Clock, random: SeededRandom) {
    this.#options = options;
    this.#clock = clock;
    this.#physics = physics;
    this.#random = random;
    this.#image = new RegisterImage(options.base, [1, 203]);
    this.#image.setText(1, 'Mn', 'plumbline');
    this.#image.setText(1, 'Md', 'simulated meter');
    this.#image.setText(1, 'Vr', '1');
    this.#image.setText(1, 'SN', 'SIM-0002');
    const scale = scaleFor(options.ratedW * 1.5);
    const factors = { A_SF: -1, V_SF: -1, Hz_SF: -2, W_SF: scale, TotWh_SF: 0 };
    for (const [name, factor] of Object.entries(factors)) this.#image.setRaw(203, name, factor);
    this.#sample();
  }

  read(unitId: number, address: number, count: number): RegisterAnswer<readonly number[]> {
    if (unitId !== this.#options.unitId) return { kind: 'exception', code: 11 };
    const value = this.#image.read(address, count);
    return value === undefined ? { kind: 'exception', code: 2 } : { kind: 'ok', value };
  }

  /** A meter takes no orders. */
  write(): RegisterAnswer<undefined> {
    return { kind: 'exception', code: 1 };
  }

  close(): void {
    this.#cancel();
  }

  #sample(): void {
    this.#cancel = this.#clock.after(this.#options.samplingMs, () => this.#sample());
    const truth = this.#physics.powerAt(this.#clock.monotonicNs());
    const watts = truth + this.#options.noiseW * this.#random.normal();
    const amperes = Math.abs(watts) / 230;
    const { injectedWh, absorbedWh } = this.#physics.energy;
    const values = { W: watts, A: amperes, PhV: 230, Hz: 50, TotWhExp: injectedWh, TotWhImp: absorbedWh, Evt: 0 };
    for (const [name, value] of Object.entries(values)) this.#image.setValue(203, name, value);
    for (const phase of ['A', 'B', 'C']) {
      this.#image.setValue(203, `Wph${phase}`, watts / 3);
      this.#image.setValue(203, `Aph${phase}`, amperes / 3);
      this.#image.setValue(203, `PhVph${phase}`, 230);
    }
  }
}
