import type { ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { discoverSunspec, type RegisterReader, type SunspecPlace } from '../../transport/sunspec/discover-sunspec.js';
import type { InverterFault } from './inverter.js';

/** A SunSpec model in the map: where its ID register is, and how many registers follow ID and length. */
export type SunspecModel = SunspecPlace;

export type SunspecMap =
  | { readonly kind: 'map'; readonly models: readonly SunspecModel[] }
  | { readonly kind: 'fault'; readonly fault: InverterFault };

/**
 * Walks the models of a SunSpec device from its base register. A device that falls silent on the way is told apart from one
 * that SunSpec does not describe: the first is tried again.
 */
export async function walkSunspec(reader: RegisterReader, base: number): Promise<SunspecMap> {
  let last: ModbusOutcome<unknown> | undefined;
  const found = await discoverSunspec(
    {
      readHoldingRegisters: async (address, count) => {
        const read = await reader.readHoldingRegisters(address, count);
        last = read;
        return read;
      },
    },
    base,
  );
  if (found.kind === 'found') return { kind: 'map', models: found.device.models };
  if (last !== undefined && last.kind !== 'ok') return { kind: 'fault', fault: faultOf(last) };
  return { kind: 'fault', fault: { kind: 'foreign', detail: found.detail } };
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
