import type { InverterControl, InverterSettings } from '../capabilities/inverter-control.js';
import type { InverterPower } from '../capabilities/inverter-power.js';
import type { MeasuringFacts, Reading, Uncertainty } from '../capabilities/measuring.js';
import type { Operator } from '../capabilities/operator.js';
import { expandedUncertainty } from './expanded-uncertainty.js';

/** Driver `operator` of inverter-power: a person reads a meter. */
export class OperatorPower implements InverterPower {
  readonly driver = 'operator';
  readonly unit = 'W';
  readonly wire = undefined;
  readonly instrument: string;
  readonly description: string;
  readonly uncertainty: Uncertainty;
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  readonly #operator: Operator;
  readonly #timeoutMs: number;
  readonly #now: () => bigint;

  constructor(
    operator: Operator,
    facts: Omit<MeasuringFacts, 'unit' | 'calibrationDue'> & { readonly calibrationDue: string | undefined },
    timeoutMs: number,
    now: () => bigint,
  ) {
    this.#operator = operator;
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.instrument = facts.instrument;
    this.description = `${facts.instrument}, read by a person`;
    this.uncertainty = facts.uncertainty;
    this.samplingSeconds = facts.samplingSeconds;
    if (facts.calibrationDue !== undefined) this.calibrationDue = facts.calibrationDue;
  }

  async read(): Promise<Reading> {
    const question = `Read the power at the inverter on ${this.instrument}; delivered to the grid is positive.`;
    const value = await this.#operator.reading(question, 'W', this.#timeoutMs);
    if (value === undefined) return { kind: 'unavailable', detail: 'no reading was given' };
    return { kind: 'value', value, at: this.#now(), U: expandedUncertainty(this.uncertainty, value) };
  }

  async close(): Promise<void> {}
}

/** Driver `operator` of inverter-control: a person sets the scene. */
export class OperatorControl implements InverterControl {
  readonly driver = 'operator';
  readonly description = 'a person at the inverter';
  readonly #operator: Operator;
  readonly #power: InverterPower | undefined;
  readonly #timeoutMs: number;
  readonly #refused: (text: string) => Error;

  constructor(
    operator: Operator,
    power: InverterPower | undefined,
    timeoutMs: number,
    refused: (text: string) => Error,
  ) {
    this.#operator = operator;
    this.#power = power;
    this.#timeoutMs = timeoutMs;
    this.#refused = refused;
  }

  async set(settings: InverterSettings): Promise<void> {
    const wishes = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    const text = `Set the inverter: ${wishes.join(', ')}.`;
    if (!(await this.#operator.confirm(text, this.#timeoutMs))) throw this.#refused(text);
  }

  async state(): Promise<undefined> {
    return undefined;
  }

  async reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    const reading = await this.#power?.read();
    if (reading?.kind === 'value') return Math.abs(reading.value - watts) <= toleranceW;
    return this.#operator.confirm(`Does the inverter show ${watts} W, within ${toleranceW} W?`, timeoutMs);
  }

  async close(): Promise<void> {}
}
