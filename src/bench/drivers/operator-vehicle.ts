import { PlumblineError } from '../../base/errors.js';
import type { Operator } from '../capabilities/operator.js';
import type { VehiclePlan, VehicleUnderTest } from '../capabilities/vehicle-under-test.js';

/** Driver `operator` of vehicle: a person plugs a real vehicle in and out. */
export class OperatorVehicle implements VehicleUnderTest {
  readonly driver = 'operator';
  readonly description = 'a real vehicle that a person plugs in and out';
  readonly #operator: Operator;
  readonly #timeoutMs: number;
  #plugged = false;

  constructor(operator: Operator, timeoutMs: number) {
    this.#operator = operator;
    this.#timeoutMs = timeoutMs;
  }

  async plug({ energy, ends, faults = [] }: VehiclePlan): Promise<void> {
    if (faults.length > 0) {
      throw new PlumblineError('BENCH-018', { place: 'vehicle', detail: 'no fault can be seeded into a real vehicle' });
    }
    const how = ends === 'Pause' ? ', set to pause and come back by itself' : '';
    await this.#ask(`Plug the vehicle in for ${energy.toUpperCase()} charging${how}.`);
    this.#plugged = true;
  }

  async unplug(): Promise<void> {
    if (!this.#plugged) return;
    this.#plugged = false;
    await this.#ask('Unplug the vehicle.');
  }

  async close(): Promise<void> {}

  async #ask(text: string): Promise<void> {
    if (await this.#operator.confirm(text, this.#timeoutMs)) return;
    throw new PlumblineError('BENCH-018', { place: 'operator', detail: `was not done: ${text}` });
  }
}
