import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SunspecInverter } from '../../src/gateway/inverter/sunspec-inverter.js';
import type { ModbusClient } from '../../src/transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../src/transport/modbus/modbus-outcome.js';

type Model = readonly [id: number, length: number, points?: Readonly<Record<number, number>>];

interface FakeDevice extends ModbusClient {
  readonly writes: { readonly address: number; readonly values: readonly number[] }[];
  /** First register of each model. */
  readonly at: Readonly<Record<number, number>>;
  fault: ModbusOutcome<never> | undefined;
  refuseBlocks: boolean;
}

/** A register map without a wire: points are offsets from the ID register. */
function device(base: number, models: readonly Model[], marker = [0x5375, 0x6e53]): FakeDevice {
  const registers = new Map<number, number>([
    [base, marker[0]!],
    [base + 1, marker[1]!],
  ]);
  const at: Record<number, number> = {};
  let address = base + 2;
  for (const [id, length, points = {}] of models) {
    at[id] = address;
    registers.set(address, id).set(address + 1, length);
    for (let offset = 2; offset < length + 2; offset++) registers.set(address + offset, points[offset] ?? 0);
    address += length + 2;
  }
  registers.set(address, 0xffff).set(address + 1, 0);
  const ok = <T>(value: T): ModbusOutcome<T> => ({ kind: 'ok', value, at: 1n });
  const fake: FakeDevice = {
    writes: [],
    at,
    fault: undefined,
    refuseBlocks: false,
    async readHoldingRegisters(from, count) {
      if (fake.fault !== undefined) return fake.fault;
      const values = Array.from({ length: count }, (_, index) => registers.get(from + index));
      if (values.includes(undefined)) return { kind: 'exception', code: 2, name: 'illegal data address', at: 1n };
      return ok(values as number[]);
    },
    async writeRegisters(to, values) {
      if (fake.fault !== undefined) return fake.fault;
      if (fake.refuseBlocks && values.length > 5)
        return { kind: 'exception', code: 3, name: 'illegal data value', at: 1n };
      fake.writes.push({ address: to, values });
      for (const [index, value] of values.entries()) registers.set(to + index, value);
      return ok(undefined);
    },
    writeRegister: (to, value) => fake.writeRegisters(to, [value]),
    close: () => Promise.resolve(),
  };
  return fake;
}

const first: readonly Model[] = [
  [1, 66],
  [103, 50, { 14: 0x10000 - 250, 15: 1 }],
  [120, 26, { 3: 1000, 4: 1 }],
  [123, 24, { 23: 0 }],
];
const second: readonly Model[] = [
  [1, 66],
  [701, 153, { 10: 123, 116: 0xffff }],
  [702, 50, { 2: 2200, 45: 1 }],
  [703, 17],
  [704, 57, { 54: 0xfffe }],
];
const always = () => true;

test('power is signed and scaled', async () => {
  assert.deepEqual(await new SunspecInverter(device(40_000, first), 40_000).readPower(), {
    kind: 'ok',
    value: -2500,
    atNs: 1n,
  });
  assert.deepEqual(await new SunspecInverter(device(0, second), 0).readPower(), { kind: 'ok', value: 12.3, atNs: 1n });
});

test('models 103, 120, 123: start and stop are one write each, and the limit is rounded down', async () => {
  const fake = device(40_000, first);
  const inverter = new SunspecInverter(fake, 40_000);
  await inverter.start(5678, always);
  await inverter.stop();
  const controls = fake.at[123]!;
  assert.deepEqual(fake.writes, [
    { address: controls + 4, values: [1, 56, 0, 0, 0, 1] },
    { address: controls + 4, values: [0, 0, 0, 0, 0, 1] },
  ]);
  assert.equal(inverter.ratedW, 10_000);
});

test('models 701 to 704: the limit before the connect switch, both off in a stop', async () => {
  const fake = device(40_000, second);
  const inverter = new SunspecInverter(fake, 40_000);
  await inverter.start(11_000, always);
  await inverter.stop();
  const [service, controls] = [fake.at[703]!, fake.at[704]!];
  assert.deepEqual(fake.writes, [
    { address: controls + 14, values: [1, 5000] },
    { address: service + 2, values: [1] },
    { address: controls + 14, values: [1, 0] },
    { address: service + 2, values: [0] },
  ]);
});

test('a start that is not wanted any more does not connect', async () => {
  const fake = device(40_000, second);
  let asked = 0;
  const outcome = await new SunspecInverter(fake, 40_000).start(11_000, () => ++asked < 2);
  assert.equal(outcome.kind === 'fault' && outcome.fault.kind, 'abandoned');
  assert.ok(!fake.writes.some((write) => write.address === fake.at[703]! + 2));
});

test('a device that refuses the block is stopped register by register', async () => {
  const fake = device(40_000, first);
  fake.refuseBlocks = true;
  const outcome = await new SunspecInverter(fake, 40_000).stop();
  assert.equal(outcome.kind, 'ok');
  const controls = fake.at[123]!;
  assert.deepEqual(fake.writes, [
    { address: controls + 5, values: [0, 0, 0, 0, 1] },
    { address: controls + 4, values: [0] },
  ]);
});

test('a limit above the rating is the rating, one below zero is zero', async () => {
  const fake = device(40_000, first);
  const inverter = new SunspecInverter(fake, 40_000);
  await inverter.limit(1e9);
  await inverter.limit(-5);
  assert.deepEqual(
    fake.writes.map((write) => write.values[0]),
    [100, 0],
  );
});

const foreign: readonly [string, FakeDevice, RegExp][] = [
  ['no marker', device(40_000, first, [0, 0]), /no "SunS" marker; register 40000/],
  [
    'no controls',
    device(40_000, [
      [1, 66],
      [103, 50],
    ]),
    /found 1, 103/,
  ],
  [
    'no rating',
    device(40_000, [
      [103, 50],
      [120, 26],
      [123, 24],
    ]),
    /rated power is not positive/,
  ],
];
for (const [name, fake, says] of foreign) {
  test(`a device with ${name} is foreign, and says why`, async () => {
    const outcome = await new SunspecInverter(fake, 40_000).stop();
    assert.ok(outcome.kind === 'fault' && outcome.fault.kind === 'foreign');
    assert.match(outcome.fault.detail, says);
    assert.deepEqual(fake.writes, []);
  });
}

test('a device that comes back after silence is looked at anew', async () => {
  const fake = device(40_000, first);
  const inverter = new SunspecInverter(fake, 40_000);
  await inverter.readPower();
  fake.fault = { kind: 'timeout', afterMs: 100 };
  const silent = await inverter.readPower();
  assert.ok(silent.kind === 'fault' && silent.fault.kind === 'timeout');
  assert.equal(inverter.ratedW, undefined);
  fake.fault = undefined;
  assert.equal((await inverter.readPower()).kind, 'ok');
});
