import type { Clock } from '../../../base/clock.js';
import type { RegisterAnswer, RegisterMap } from '../../../transport/modbus/modbus-server.js';
import type { GridState } from '../../capabilities/inverter-control.js';
import type { SeededRandom } from '../seeded-random.js';
import { RegisterImage } from '../sunspec/register-image.js';
import type { ActiveFaults } from './active-faults.js';
import { nominalV } from './grid-protection.js';
import type { InverterPhysics } from './inverter-physics.js';
import { scaleFor } from './inverter-registers.js';
import { shownPower } from './meter-error.js';

export interface SimulatedMeterOptions {
  readonly unitId: number;
  readonly base: number;
  readonly ratedW: number;
  /** Standard deviation of one sample, W. */
  readonly noiseW: number;
  /** Time between two samples, ms. */
  readonly samplingMs: number;
  /** Meter model that it shows: single-phase, split-phase or three-phase; default 203. */
  readonly model?: 201 | 202 | 203;
  /** Faults of the plant; those named `meter-...` are its own. */
  readonly faults?: ActiveFaults;
  /** Grid at the terminals; default the nominal one. */
  readonly grid?: () => GridState;
}

/** Phases of each model, by the letters of its points. */
const phasesOf = { 201: ['A'], 202: ['A', 'B'], 203: ['A', 'B', 'C'] } as const;

/**
 * A power meter (SunSpec models 201 to 203) at the terminals of the inverter. It knows nothing of the inverter's
 * registers: it samples the true power by its own timer and adds its own error. Between two samples it shows the last
 * one. Power delivered to the grid is positive, as everywhere on the bench.
 */
export class SimulatedMeter implements RegisterMap {
  readonly #options: SimulatedMeterOptions;
  readonly #model: 201 | 202 | 203;
  readonly #clock: Clock;
  readonly #physics: InverterPhysics;
  readonly #random: SeededRandom;
  readonly #image: RegisterImage;
  #cancel: () => void = () => undefined;

  constructor(options: SimulatedMeterOptions, physics: InverterPhysics, clock: Clock, random: SeededRandom) {
    this.#options = options;
    this.#model = options.model ?? 203;
    this.#clock = clock;
    this.#physics = physics;
    this.#random = random;
    this.#image = new RegisterImage(options.base, [1, this.#model]);
    this.#image.setText(1, 'Mn', 'plumbline');
    this.#image.setText(1, 'Md', 'simulated meter');
    this.#image.setText(1, 'Vr', '2');
    this.#image.setText(1, 'SN', 'SIM-0002');
    const scale = scaleFor(options.ratedW * 1.5);
    const factors = { A_SF: -1, V_SF: -1, Hz_SF: -2, W_SF: scale, TotWh_SF: 0 };
    for (const [name, factor] of Object.entries(factors)) this.#image.setRaw(this.#model, name, factor);
    this.#sample();
  }

  /** Fault meter-latency: how late a request is worked on, ms. */
  latencyMs(): number {
    return this.#options.faults?.value('meter-latency', 'ms') ?? 0;
  }

  read(unitId: number, address: number, count: number): RegisterAnswer<readonly number[]> {
    if (this.#options.faults?.has('meter-silent')) return { kind: 'silent' };
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
    if (this.#options.faults?.has('meter-freeze')) return;
    const watts = shownPower(this.#physics.powerAt(this.#clock.monotonicNs()), this.#options, this.#random);
    const { voltageV: volts, frequencyHz } = this.#options.grid?.() ?? { voltageV: nominalV, frequencyHz: 50 };
    const amperes = volts > 0 ? Math.abs(watts) / volts : 0;
    const { injectedWh, absorbedWh } = this.#physics.energy;
    const totals = { W: watts, A: amperes, PhV: volts, Hz: frequencyHz, Evt: 0 };
    const values = { ...totals, TotWhExp: injectedWh, TotWhImp: absorbedWh };
    for (const [name, value] of Object.entries(values)) this.#image.setValue(this.#model, name, value);
    const phases = phasesOf[this.#model];
    for (const phase of phases) {
      this.#image.setValue(this.#model, `Wph${phase}`, watts / phases.length);
      this.#image.setValue(this.#model, `Aph${phase}`, amperes / phases.length);
      this.#image.setValue(this.#model, `PhVph${phase}`, volts);
    }
  }
}
