import { createModbusClient, type ModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { discoverSunspec } from '../../transport/sunspec/discover-sunspec.js';
import type { Reading } from '../capabilities/measuring.js';
import { NetworkPowerMeter, type NetworkPowerMeterOptions } from './network-power-meter.js';

export interface SunspecMeterOptions extends NetworkPowerMeterOptions {
  readonly port: number;
  readonly unit: number;
  /** Register of the marker; undefined: 40000, 50000 and 0 are tried. */
  readonly base: number | undefined;
  /** Model that carries the power; undefined: the best that is there. */
  readonly model?: number | undefined;
}

/** Offsets from the ID register of W and, unless it is a float, of its scale factor. */
interface PowerPoint {
  readonly value: number;
  readonly scale?: number;
}
const same = (ids: readonly number[], point: PowerPoint) => ids.map((id): [number, PowerPoint] => [id, point]);
const powerPoints: ReadonlyMap<number, PowerPoint> = new Map([
  ...same([203, 202, 201, 204], { value: 18, scale: 22 }),
  ...same([213, 212, 211, 214], { value: 28 }),
  ...same([701], { value: 10, scale: 116 }),
  ...same([103, 102, 101], { value: 14, scale: 15 }),
  ...same([113, 112, 111], { value: 22 }),
]);
/** A meter stands before an inverter, the newer model before the older. */
const preferred = [...powerPoints.keys()];

interface Located {
  readonly address: number;
  readonly count: number;
  readonly float: boolean;
}

/** Driver `sunspec-meter`: reads active power, value and scale factor in one request. */
export class SunspecMeter extends NetworkPowerMeter {
  readonly driver = 'sunspec-meter';
  readonly #options: Pick<SunspecMeterOptions, 'base' | 'model'>;
  readonly #client: ModbusClient;
  #located: Located | undefined;

  constructor(options: SunspecMeterOptions) {
    const { host, port, unit, base, timeoutMs } = options;
    super(options, port, `unit ${unit}`, { kind: 'modbus', unitId: unit, ...(base === undefined ? {} : { base }) });
    this.#options = options;
    this.#client = createModbusClient({ host, port, unitId: unit, timeoutMs });
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
    const watts = located.float ? float(outcome.value) : scaled(outcome.value);
    if (watts === undefined) return { kind: 'unavailable', detail: 'the meter marks its power as not implemented' };
    return this.reading(watts, outcome.at);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** Where the power is; a text says why there is none to be read. */
  async #locate(): Promise<Located | string> {
    const found = await discoverSunspec(this.#client, this.#options.base);
    if (found.kind !== 'found') return found.detail;
    const { models } = found.device;
    const wanted = this.#options.model === undefined ? preferred : [this.#options.model];
    const id = wanted.find((candidate) => powerPoints.has(candidate) && models.some((model) => model.id === candidate));
    if (id === undefined) {
      const lacking = this.#options.model === undefined ? 'no model with active power' : `no model ${wanted[0]}`;
      return `${lacking}; there are ${models.map((model) => model.id).join(', ')}`;
    }
    const { value, scale } = powerPoints.get(id)!;
    const address = models.find((model) => model.id === id)!.address + value;
    this.#located = { address, count: scale === undefined ? 2 : scale - value + 1, float: scale === undefined };
    return this.#located;
  }
}

/** First register times ten to the power of the last; undefined where it says "not implemented". */
function scaled(registers: readonly number[]): number | undefined {
  const raw = signed(registers[0]!);
  const scale = signed(registers.at(-1)!);
  return raw === -0x8000 ? undefined : raw * 10 ** (scale === -0x8000 ? 0 : scale);
}

function float(registers: readonly number[]): number | undefined {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16BE(registers[0]!, 0);
  bytes.writeUInt16BE(registers[1]!, 2);
  const value = bytes.readFloatBE(0);
  return Number.isNaN(value) ? undefined : value;
}

function signed(register: number): number {
  return register >= 0x8000 ? register - 0x1_0000 : register;
}
