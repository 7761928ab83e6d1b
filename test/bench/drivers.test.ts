import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { SimulatedInverter } from '../../src/bench/devices/inverter/simulated-inverter.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import type { ModelId } from '../../src/bench/devices/sunspec/model-table.js';
import { OperatorControl, OperatorPower } from '../../src/bench/drivers/by-operator.js';
import { NoOperator, TerminalOperator } from '../../src/bench/drivers/operators.js';
import { SunspecInverterControl } from '../../src/bench/drivers/sunspec-inverter-control.js';
import { SunspecMeter, type SunspecMeterOptions } from '../../src/bench/drivers/sunspec-meter.js';
import { listenModbus } from '../../src/transport/modbus/modbus-server.js';
import { ManualClock } from '../support/manual-clock.js';

const facts = {
  instrument: 'PM',
  uncertainty: { absolute: 5, relative: 0.01 },
  samplingSeconds: 1,
  calibrationDue: undefined,
};
const meterOptions = (port: number, timeoutMs = 20_000): SunspecMeterOptions => ({
  ...facts,
  ...{ host: '127.0.0.1', port, unit: 1, base: 40_000, sign: 1, timeoutMs, interface: undefined },
});

/** An inverter at -12,340 W behind Modbus TCP, with these models only. */
async function serve(models: readonly ModelId[]) {
  const clock = new ManualClock();
  const physics = { ratedW: 40_000, rampWPerS: 1e6, deadTimeMs: 0, powerNoiseW: 0, targetW: -12_340 };
  const inverter = new SimulatedInverter({ ...physics, unitId: 1, base: 40_000, models }, clock, new SeededRandom(1));
  inverter.set({ connected: true });
  clock.advance(1000);
  return { inverter, clock, server: await listenModbus({ host: '127.0.0.1', port: 0, map: inverter }) };
}

describe('driver sunspec-meter', () => {
  for (const models of [
    [1, 103, 123],
    [1, 701, 703, 704],
    [1, 103, 123, 701, 703],
  ] as const) {
    it(`finds the power of a device with models ${models.join(', ')}`, async () => {
      const { server } = await serve(models);
      for (const sign of [1, -1] as const) {
        const meter = new SunspecMeter({ ...meterOptions(server.port), sign });
        const reading = await meter.read();
        await meter.close();
        // Rated 40 kW: the register counts in 10 W.
        assert.ok(reading.kind === 'value');
        assert.equal(reading.value, sign * -12_340);
        assert.ok(Math.abs(reading.U - (5 + 123.4)) < 1e-9);
      }
      await server.close();
    });
  }

  it('says why there is no reading, and reads again when the device is back', async () => {
    const { inverter, server } = await serve([1, 103, 123]);
    const meter = new SunspecMeter(meterOptions(server.port, 1000));
    assert.equal((await meter.read()).kind, 'value');
    inverter.set({ silent: true });
    const silent = await meter.read();
    assert.match(silent.kind === 'unavailable' ? silent.detail : '', /no answer within 1000 ms/);
    inverter.set({ silent: false });
    assert.equal((await meter.read()).kind, 'value');
    await server.close();
    const closed = await meter.read();
    assert.equal(closed.kind, 'unavailable');
    await meter.close();
  });

  for (const [what, models, base, words] of [
    ['a device without a power', [1, 123], 40_000, /no model with active power; there are 1, 123/],
    ['a device that is no SunSpec device', [1], 40_004, /no "SunS" marker; register 40004: 0x/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { server } = await serve(models);
      const meter = new SunspecMeter({ ...meterOptions(server.port), base });
      const reading = await meter.read();
      assert.match(reading.kind === 'unavailable' ? reading.detail : '', words);
      await meter.close();
      await server.close();
    });
  }
});

describe('driver sunspec-inverter', () => {
  const control = (port: number, base: number | undefined = undefined) => {
    const options = { host: '127.0.0.1', port, unit: 1, base, timeoutMs: 20_000 };
    return new SunspecInverterControl(options, new SunspecMeter({ ...meterOptions(port), base }));
  };

  it('sets power with a sign and the connect switch, sees it reached, and takes the set power back', async () => {
    const { inverter, server, clock } = await serve([1, 103, 123, 701, 703, 704]);
    const driver = control(server.port);
    await driver.set({ connected: false });
    clock.advance(1000);
    assert.equal(inverter.state().connected, false);
    await driver.set({ targetW: -7000, connected: true });
    clock.advance(1000);
    assert.equal(Math.round(inverter.state().trueW), -7000);
    assert.equal(await driver.reach(-7000, 20, 20_000), true);
    assert.equal(await driver.reach(7000, 20, 20), false);
    assert.equal(await driver.state(), undefined);
    await driver.close();
    clock.advance(1000);
    assert.equal(Math.round(inverter.state().trueW), -12_340);
    await server.close();
  });

  for (const [what, models, settings, code, words] of [
    ['what SunSpec has no register for', [1, 123, 704], { deadTimeMs: 5 }, 'BENCH-022', /deadTimeMs cannot be set/],
    ['a set power without model 704', [1, 103, 123], { targetW: 1 }, 'BENCH-022', /no model 704/],
    ['a connect switch that is not there', [1, 103], { connected: true }, 'BENCH-022', /neither model 123 nor 703/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { server } = await serve(models);
      const driver = control(server.port);
      await assert.rejects(driver.set(settings), (error: Error & { code?: string }) => {
        assert.equal(error.code, code);
        assert.match(error.message, words);
        return true;
      });
      await driver.close();
      await server.close();
    });
  }

  it('passes on the exception of the inverter, and says when it is no SunSpec device', async () => {
    const { inverter, server } = await serve([1, 103, 123, 701, 703, 704]);
    inverter.set({ writeException: 6 });
    const driver = control(server.port);
    await assert.rejects(driver.set({ connected: true }), /exception 6 \(server device busy\)/);
    await driver.close();
    const lost = control(server.port, 40_010);
    await assert.rejects(lost.set({ connected: true }), { code: 'BENCH-023' });
    await lost.close();
    await server.close();
  });
});

/** A person who types these lines, one for each question. */
function person(...answers: string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  let asked = '';
  output.on('data', (bytes: Buffer) => {
    asked += bytes;
    if (/(\[y\/n\]|reading in \w+:) $/.test(asked)) {
      asked = '';
      const next = answers.shift();
      if (next !== undefined) input.write(`${next}\n`);
    }
  });
  return new TerminalOperator(input, output);
}

describe('a person as a driver', () => {
  it('confirms, refuses, or does not answer', async () => {
    const operator = person('y', 'no');
    assert.deepEqual([await operator.confirm('a', 20_000), await operator.confirm('b', 20_000)], [true, false]);
    assert.equal(await operator.confirm('c', 30), false);
  });

  it('is asked one thing at a time', async () => {
    const operator = person('1', '2', '3');
    const readings = await Promise.all([1, 2, 3].map(() => operator.reading('power?', 'W', 20_000)));
    assert.deepEqual(readings, [1, 2, 3]);
  });

  it('reads numbers as people write them, and nothing from what is no number', async () => {
    const operator = person('-12,5', '1200', 'about five', '');
    const readings: (number | undefined)[] = [];
    for (let n = 0; n < 4; n++) readings.push(await operator.reading('power?', 'W', 20_000));
    assert.deepEqual(readings, [-12.5, 1200, undefined, undefined]);
  });

  it('stands in for a meter and for an inverter', async () => {
    const operator = person('9000', 'y', 'n');
    const power = new OperatorPower(operator, facts, 20_000, () => 42n);
    assert.deepEqual(await power.read(), { kind: 'value', value: 9000, at: 42n, U: 95 });
    const control = new OperatorControl(operator, undefined, 1000, (text) => new Error(text));
    await control.set({ targetW: 0 });
    await assert.rejects(control.set({ connected: false }), /connected = false/);
  });

  it('gives no reading when nobody is there', async () => {
    const power = new OperatorPower(new NoOperator(), facts, 1000, () => 0n);
    assert.equal((await power.read()).kind, 'unavailable');
  });
});
