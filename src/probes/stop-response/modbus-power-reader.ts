import { createModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import type { MeterAddress, MeterSource, PowerReader } from './power-reader.js';
import { findSunSpecPower, type PowerRegisters, registerCount, wattsOf } from './power-registers.js';

type ModbusSource = Extract<MeterSource, { kind: 'modbus' }>;
const timeoutMs = 500;

/** Reads active power over Modbus TCP: from registers that are named, or from the SunSpec model that carries it. */
export function modbusPowerReader({ host, port, sign }: MeterAddress, source: ModbusSource): PowerReader {
  const client = createModbusClient({ host, port, unitId: source.unitId, timeoutMs });
  let where: PowerRegisters | undefined = source.registers === undefined ? undefined : { ...source.registers, sign };
  return {
    open: async () => {
      if (where === undefined) {
        const found = await findSunSpecPower(client, sign, source.base);
        if (found.kind === 'missing') return { kind: 'closed', why: found.why };
        where = found.registers;
      }
      return { kind: 'open', where: `register ${where.address}` };
    },
    read: async () => {
      if (where === undefined) return { kind: 'gap', why: 'not opened' };
      const outcome = await client.readHoldingRegisters(where.address, registerCount[where.format]);
      if (outcome.kind !== 'ok') return { kind: 'gap', why: describeModbusOutcome(outcome) };
      const watts = wattsOf(outcome.value, where);
      if (watts === undefined) return { kind: 'gap', why: 'the device has no value' };
      return { kind: 'watts', watts, answered: outcome.at };
    },
  };
}
