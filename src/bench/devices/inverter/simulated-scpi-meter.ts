import type { Clock } from '../../../base/clock.js';
import type { ScpiInstrument } from '../../../transport/scpi/scpi-server.js';
import { headerPattern, splitLine } from '../multimeter/scpi-header.js';
import { numeric } from '../multimeter/simulated-multimeter.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ActiveFaults } from './active-faults.js';
import type { InverterPhysics } from './inverter-physics.js';
import { shownPower } from './meter-error.js';

export interface SimulatedScpiMeterOptions {
  /** Standard deviation of one measurement of power, W. */
  readonly noiseW: number;
  /** Time that one measurement takes, ms. */
  readonly apertureMs: number;
  /** Voltage of the DC side, V, above 0; the converter behind it has no losses. */
  readonly dcVolts: number;
  readonly faults?: ActiveFaults;
}

type Answer = string | undefined;

/**
 * A power analyser with SCPI on the DC side of the inverter: power, volts, amperes, each measured when it is asked for and
 * as it is at the end of the aperture. Discharge is positive. It knows nothing of the registers of the inverter.
 */
export class SimulatedScpiMeter implements ScpiInstrument {
  readonly #options: SimulatedScpiMeterOptions;
  readonly #entries: readonly (readonly [pattern: RegExp, answer: () => Promise<Answer> | Answer])[];
  readonly #errors: string[] = [];
  #frozen: number | undefined;

  constructor(
    options: SimulatedScpiMeterOptions,
    private readonly physics: InverterPhysics,
    private readonly clock: Clock,
    private readonly random: SeededRandom,
  ) {
    this.#options = options;
    const entries: readonly (readonly [string, () => Promise<Answer> | Answer])[] = [
      ['*IDN?', () => 'plumbline,simulated power analyser,SIM-0004,1.0'],
      ['*CLS', () => this.#clear()],
      ['SYSTem:REMote', () => undefined],
      ['SYSTem:ERRor[:NEXT]?', () => this.#errors.shift() ?? '+0,"No error"'],
      ['MEASure:POWer[:DC]?', () => this.#measure((watts) => watts)],
      ['MEASure:CURRent[:DC]?', () => this.#measure((watts) => watts / options.dcVolts)],
      ['MEASure:VOLTage[:DC]?', () => this.#measure(() => options.dcVolts)],
    ];
    this.#entries = entries.map(([header, answer]) => [headerPattern(header), answer]);
  }

  async handle(line: string): Promise<Answer> {
    if (this.#options.faults?.has('meter-silent')) return undefined;
    const answers: string[] = [];
    for (const { header } of splitLine(line)) {
      const entry = this.#entries.find(([pattern]) => pattern.test(header));
      if (entry === undefined) this.#errors.push('-113,"Undefined header"');
      const answer = await entry?.[1]();
      if (answer !== undefined) answers.push(answer);
    }
    return answers.length === 0 ? undefined : answers.join(';');
  }

  overrun(): void {
    this.#errors.push('-363,"Input buffer overrun"');
  }

  async #measure(of: (watts: number) => number): Promise<Answer> {
    const { faults, apertureMs } = this.#options;
    const ms = apertureMs + (faults?.value('meter-latency', 'ms') ?? 0);
    await new Promise<void>((resolve) => this.clock.after(ms, resolve));
    const truth = this.physics.powerAt(this.clock.monotonicNs());
    const watts = faults?.has('meter-freeze') ? (this.#frozen ?? truth) : shownPower(truth, this.#options, this.random);
    this.#frozen = watts;
    return numeric(of(watts));
  }

  #clear(): undefined {
    this.#errors.length = 0;
    return undefined;
  }
}
