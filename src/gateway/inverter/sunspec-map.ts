import type { ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import type { InverterFault } from './inverter.js';

/** A SunSpec model in the map: where its ID register is, and how many registers follow ID and length. */
export interface SunspecModel {
  readonly id: number;
  readonly address: number;
  readonly length: number;
}

export interface RegisterReader {
  readHoldingRegisters(address: number, count: number): Promise<ModbusOutcome<readonly number[]>>;
}

const marker = [0x5375, 0x6e53]; // "SunS"
const endModel = 0xffff;
const maxModels = 64;

export type SunspecMap =
  | { readonly kind: 'map'; readonly models: readonly SunspecModel[] }
  | { readonly kind: 'fault'; readonly fault: InverterFault };

/**
 * Walks the models of a SunSpec device from its base register (SunSpec Device Information Model, "SunS" marker, models
 * of ID and length up to the end model 0xFFFF).
 */
export async function walkSunspec(reader: RegisterReader, base: number): Promise<SunspecMap> {
  const head = await reader.readHoldingRegisters(base, 2);
  if (head.kind !== 'ok') return { kind: 'fault', fault: faultOf(head) };
  if (head.value[0] !== marker[0] || head.value[1] !== marker[1]) {
    return { kind: 'fault', fault: { kind: 'foreign', detail: `no "SunS" at register ${base}` } };
  }
  const models: SunspecModel[] = [];
  let address = base + 2;
  for (let count = 0; count < maxModels && address < 65_534; count++) {
    const header = await reader.readHoldingRegisters(address, 2);
    if (header.kind !== 'ok') return { kind: 'fault', fault: faultOf(header) };
    const [id, length] = [header.value[0]!, header.value[1]!];
    if (id === endModel) return { kind: 'map', models };
    models.push({ id, address, length });
    address += 2 + length;
  }
  return { kind: 'fault', fault: { kind: 'foreign', detail: 'the chain of models has no end' } };
}

/** A Modbus outcome that is no answer, in the inverter's words. */
export function faultOf(outcome: Exclude<ModbusOutcome<unknown>, { kind: 'ok' }>): InverterFault {
  const detail = describeModbusOutcome(outcome);
  switch (outcome.kind) {
    case 'timeout':
      return { kind: 'timeout', detail };
    case 'exception':
      return { kind: 'exception', detail };
    case 'closed':
      return { kind: /ETIMEDOUT|timed? ?out/i.test(outcome.detail) ? 'timeout' : 'unreachable', detail };
  }
}

/** A register as int16 (SunSpec type int16 and sunssf). */
export function int16(register: number): number {
  return register >= 0x8000 ? register - 0x1_0000 : register;
}

/** Value times ten to the power of a sunssf register; 0x8000 in it means "not implemented" and counts as 0. */
export function scaled(value: number, scaleFactor: number): number {
  const exponent = scaleFactor === 0x8000 ? 0 : int16(scaleFactor);
  return exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent;
}
