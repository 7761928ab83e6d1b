import { createModbusClient, type ModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome, type ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import type { InverterPower, Reading } from '../capabilities.js';

export interface SunspecMeterOptions {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly base: number;
  /** -1 when the device counts discharge to the grid as negative. */
  readonly sign: 1 | -1;
  readonly timeoutMs: number;
  readonly instrument: string;
  readonly uncertainty: { readonly absolute: number; readonly relative: number };
  readonly samplingSeconds: number;
  readonly calibrationDue: string | undefined;
  /** Interface that leads to the meter, if it is known. */
  readonly interface: string | undefined;
}

/** Where model 203, 103 or 701 keeps its power: offsets from the ID register of W and of its scale factor. */
const powerPoints: Readonly<Record<number, { readonly value: number; readonly scale: number }>> = {
  203: { value: 18, scale: 22 },
  103: { value: 14, scale: 15 },
  701: { value: 10, scale: 116 },
};
/** A meter stands before an inverter, the newer model before the older. */
const preferred = [203, 701, 103];

interface Located {
  readonly address: number;
  readonly count: number;
}

/** Driver `sunspec-meter`: reads active power, value and scale factor in one request. */
export class SunspecMeter implements InverterPower {
  readonly driver = 'sunspec-meter';
  readonly unit = 'W';
  readonly instrument: string;
  readonly description: string;
  readonly uncertainty: { readonly absolute: number; readonly relative: number };
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  readonly wire: InverterPower['wire'];
  readonly #options: SunspecMeterOptions;
  readonly #client: ModbusClient;
  #located: Located | undefined;

  constructor(options: SunspecMeterOptions) {
    this.#options = options;
    this.instrument = options.instrument;
    this.description = `${options.instrument} at ${options.host}:${options.port}, unit ${options.unit}`;
    this.uncertainty = options.uncertainty;
    this.samplingSeconds = options.samplingSeconds;
    if (options.calibrationDue !== undefined) this.calibrationDue = options.calibrationDue;
    const { host: address, port } = options;
    const wire = { address, port, unitId: options.unit, sign: options.sign };
    this.wire = options.interface === undefined ? undefined : { interface: options.interface, ...wire };
    this.#client = createModbusClient({ host: address, port, unitId: options.unit, timeoutMs: options.timeoutMs });
  }

  async read(): Promise<Reading> {
    const located = this.#located ?? (await this.#locate());
    if (typeof located === 'string') return { kind: 'unavailable', detail: located };
    const outcome = await this.#client.readHoldingRegisters(located.address, located.count);
    if (outcome.kind !== 'ok') {
      // Another device may answer after the break.
      if (outcome.kind !== 'exception') this.#located = undefined;
      return { kind: 'unavailable', detail: describeModbusOutcome(outcome) };
    }
    const raw = signed(outcome.value[0]!);
    const scale = signed(outcome.value.at(-1)!);
    if (raw === -0x8000) return { kind: 'unavailable', detail: 'the meter marks its power as not implemented' };
    const value = this.#options.sign * raw * 10 ** (scale === -0x8000 ? 0 : scale);
    const U = this.uncertainty.absolute + this.uncertainty.relative * Math.abs(value);
    return { kind: 'value', value, at: outcome.at, U };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** Walks the chain of models; a text says why there is no power to be read. */
  async #locate(): Promise<Located | string> {
    const { base } = this.#options;
    const marker = await this.#client.readHoldingRegisters(base, 2);
    if (marker.kind !== 'ok') return describeModbusOutcome(marker as ModbusOutcome<unknown>);
    if (marker.value[0] !== 0x5375 || marker.value[1] !== 0x6e53) return `no "SunS" at register ${base}`;
    const found = new Map<number, number>();
    for (let address = base + 2; address < 65_000; ) {
      const header = await this.#client.readHoldingRegisters(address, 2);
      if (header.kind !== 'ok') return describeModbusOutcome(header as ModbusOutcome<unknown>);
      const [id, length] = [header.value[0]!, header.value[1]!];
      if (id === 0xffff) break;
      found.set(id, address);
      address += 2 + length;
    }
    const id = preferred.find((candidate) => found.has(candidate));
    if (id === undefined) return `no model ${preferred.join(', ')}; there are ${[...found.keys()].join(', ')}`;
    const { value, scale } = powerPoints[id]!;
    this.#located = { address: found.get(id)! + value, count: scale - value + 1 };
    return this.#located;
  }
}

function signed(register: number): number {
  return register >= 0x8000 ? register - 0x1_0000 : register;
}
