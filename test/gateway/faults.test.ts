import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import { PlumblineError } from '../../src/base/errors.js';
import { projectRoot } from '../../src/base/project-root.js';
import { type FaultName, faultTable, type GatewayFault } from '../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../src/gateway/faults/faults.js';
import { controlPoints } from '../../src/gateway/inverter/control-points.js';
import { FaultyWrites } from '../../src/gateway/inverter/faulty-writes.js';
import type { ModbusClient } from '../../src/transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../src/transport/modbus/modbus-outcome.js';

for (const [name, fault] of Object.entries(faultTable) as [FaultName, GatewayFault][]) {
  test(`${name} is asked for in the file that the table names`, () => {
    const file = join(projectRoot(), fault.where);
    assert.ok(existsSync(file), fault.where);
    assert.ok(readFileSync(file, 'utf8').includes(`'${name}'`), `${fault.where} does not ask for it`);
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(fault.behaviour.length > 20 && fault.source.length > 10);
  });
}

test('a fault that is not in the table is refused with the names that are', () => {
  assert.throws(
    () => parseFaults(['ack-before-effect', 'nope']),
    (error) => error instanceof PlumblineError && error.code === 'GATEWAY-050' && error.cure.includes('never-release'),
  );
});

test('a configuration takes names of the table only', async () => {
  const { testConfig } = await import('./support/test-config.js');
  assert.deepEqual(testConfig('fault: [never-release]').fault, ['never-release']);
  assert.deepEqual(testConfig().fault, []);
  assert.throws(() => testConfig('fault: [nope]'), /GATEWAY-003|must be one of/);
});

const models = [1, 103, 120, 121, 123].map((id, index) => ({ id, address: 40_002 + index * 100, length: 60 }));

/** A device that refuses every write. */
function refusing(): ModbusClient {
  const refused: ModbusOutcome<undefined> = { kind: 'exception', code: 3, name: 'illegal data value', at: 1n };
  return {
    readHoldingRegisters: async (_address: number, count: number) => ({
      kind: 'ok',
      value: new Array<number>(count).fill(0),
      at: 1n,
    }),
    writeRegisters: async () => refused,
    close: async () => undefined,
  } as unknown as ModbusClient;
}

test('ignore-modbus-exception: a refused write counts as done; without it, it does not', async () => {
  const points = controlPoints(models);
  assert.ok(typeof points !== 'string');
  for (const [names, kind] of [
    [['ignore-modbus-exception'], 'ok'],
    [[], 'exception'],
  ] as const) {
    const writes = new FaultyWrites(refusing(), parseFaults(names), systemClock);
    assert.equal((await writes.write(points.limit(0), points)).kind, kind);
    writes.close();
  }
});
