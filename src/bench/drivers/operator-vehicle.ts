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

  readonly pki?: string;

  /** @param pki folder of the PKI that the vehicle has certificates of; without it that of the run */
  constructor(operator: Operator, timeoutMs: number, pki?: string) {
    this.#operator = operator;
    this.#timeoutMs = timeoutMs;
    if (pki !== undefined) this.pki = pki;
  }

  async plug({ energy, faults = [], ...plan }: VehiclePlan): Promise<void> {
    if (faults.length > 0) {
      throw new PlumblineError('BENCH-018', { place: 'vehicle', detail: 'no fault can be seeded into a real vehicle' });
    }
    const how = settingsOf(plan);
    const set = how.length === 0 ? '' : `, set to ${how.join(', ')}`;
    await this.#ask(`Plug the vehicle in for ${energy.toUpperCase()} charging${set}.`);
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

const scheduleWords = {
  first: 'take the default schedule',
  cheapest: 'take the cheapest schedule',
  same: 'keep its schedule in a renegotiation',
} as const;

const contractWords = {
  none: 'pay by its contract',
  install: 'install a contract, having none',
  update: 'renew its contract before it pays by it',
} as const;

/** What the person has to set the vehicle to before plugging it in. */
function settingsOf({
  ends,
  wakes,
  schedule,
  departureSeconds,
  renegotiateAtLoop,
  loops,
  pki,
  contract,
}: Partial<VehiclePlan>): string[] {
  const words: string[] = [];
  if (ends === 'Pause') words.push(`pause and ${wakes === 'charger' ? 'wait for the charger' : 'come back by itself'}`);
  if (schedule !== undefined) words.push(scheduleWords[schedule]);
  if (departureSeconds !== undefined) words.push(`leave in ${Math.round(departureSeconds / 60)} minutes`);
  if (loops !== undefined) words.push('end its session by itself after some charge loops');
  if (renegotiateAtLoop !== undefined) words.push('ask for a renegotiation by itself');
  if (pki !== undefined) words.push(`trust ${pki}/v2g-root.cert.pem`);
  if (contract !== undefined) words.push(contractWords[contract]);
  return words;
}
