import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { measureStop } from '../../../src/probes/stop-response/measure-stop.js';
import { findSunSpecPower, wattsOf } from '../../../src/probes/stop-response/power-registers.js';
import { scpiPowerReader } from '../../../src/probes/stop-response/scpi-power-reader.js';
import type { Stamp } from '../../../src/probes/stop-response/stop-plan.js';
import { createModbusClient } from '../../../src/transport/modbus/modbus-client.js';
import { listenModbus, type RegisterMap } from '../../../src/transport/modbus/modbus-server.js';
import { listenScpi, type ScpiInstrument } from '../../../src/transport/scpi/scpi-server.js';
import { spawnHere } from '../local-spawn.js';

/** A SunSpec meter: common model, then model 203 with a scale factor of 1 (tens of watts). */
function meterMap(watts: () => number): RegisterMap {
  const registers = () => {
    const map = new Map<number, number>([
      [40_000, 0x5375],
      [40_001, 0x6e53],
      [40_002, 1],
      [40_003, 66],
      [40_070, 203],
      [40_071, 105],
      [40_177, 0xffff],
      [40_178, 0],
    ]);
    map.set(40_070 + 18, Math.round(watts() / 10) & 0xffff);
    map.set(40_070 + 22, 1);
    return map;
  };
  return {
    read: (_unit, address, count) => {
      const map = registers();
      if (address < 40_000) return { kind: 'exception', code: 2 };
      return { kind: 'ok', value: Array.from({ length: count }, (_, i) => map.get(address + i) ?? 0) };
    },
    write: () => ({ kind: 'exception', code: 1 }),
  };
}
/** An instrument at 400 V that takes `apertureMs` for each measurement; its noise is 2 W, so that it is not frozen. */
function scpiInstrument(watts: () => number, apertureMs: number): ScpiInstrument {
  const volts = 400;
  let turn = 0;
  return {
    handle: async (line) => {
      if (!line.startsWith('MEAS:')) return undefined;
      await new Promise<void>((resolve) => systemClock.after(apertureMs, resolve));
      const shown = watts() + (turn++ % 2 === 0 ? 2 : -2);
      if (line === 'MEAS:POW?') return shown.toExponential(8);
      return line === 'MEAS:VOLT:DC?' ? '+4.00000000E+02' : (shown / volts).toExponential(8);
    },
    overrun: () => undefined,
  };
}
const stamp = (): Stamp => ({
  ns: systemClock.monotonicNs(),
  clock: 'monotonic',
  source: 'process',
  resolutionNs: 1000,
});

describe('the stop probe against a meter over Modbus', () => {
  it('finds the power in the SunSpec models', async () => {
    const server = await listenModbus({ host: '::1', port: 0, map: meterMap(() => -1230) });
    const client = createModbusClient({ host: '::1', port: server.port, unitId: 1 });
    const found = await findSunSpecPower(client, -1);
    assert.ok(found.kind === 'found', JSON.stringify(found));
    assert.deepEqual(
      [found.model, found.registers],
      [203, { address: 40_088, format: 'int16', exponent: 1, sign: -1 }],
    );
    const read = await client.readHoldingRegisters(found.registers.address, 1);
    assert.equal(read.kind === 'ok' && wattsOf(read.value, found.registers), 1230);
    await client.close();
    await server.close();
  });
  it('a device without SunSpec is told as such', async () => {
    const refuse: RegisterMap = {
      read: () => ({ kind: 'exception', code: 2 }),
      write: () => ({ kind: 'exception', code: 2 }),
    };
    const server = await listenModbus({ host: '::1', port: 0, map: refuse });
    const client = createModbusClient({ host: '::1', port: server.port, unitId: 1 });
    const found = await findSunSpecPower(client, 1);
    assert.ok(found.kind === 'missing' && /no SunSpec marker/.test(found.why));
    await client.close();
    await server.close();
  });
  it('not implemented is no power', () => {
    const int16 = { address: 0, format: 'int16', exponent: 0, sign: 1 } as const;
    assert.equal(wattsOf([0x8000], int16), undefined);
    assert.equal(wattsOf([0xffff], int16), -1);
    assert.equal(wattsOf([0x7fc0, 0], { ...int16, format: 'float32' }), undefined);
    assert.equal(wattsOf([0x4640, 0xe400], { ...int16, format: 'float32', sign: -1 }), -12_345);
    assert.equal(wattsOf([0xffff, 0xfffe], { ...int16, format: 'int32', exponent: 1 }), -20);
  });

  it('measures when power really went, not when the stop was acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-stop-'));
    // The inverter falls 150 ms after the stop, to nothing.
    let stoppedAt = 0n;
    const delayNs = 150_000_000n;
    const off = () => stoppedAt > 0n && systemClock.monotonicNs() >= stoppedAt + delayNs;
    const server = await listenModbus({ host: '::1', port: 0, map: meterMap(() => (off() ? 0 : 5000)) });
    try {
      const { trials, measurements, files } = await measureStop({
        plan: { ratedW: 5000, holdMs: 300, timeoutMs: 5000, beforeMs: 200 },
        trials: 2,
        besideMeter: spawnHere,
        meter: {
          name: 'simulated',
          host: '::1',
          port: server.port,
          source: { kind: 'modbus', unitId: 1 },
          sign: 1,
          samplingSeconds: 0,
          uncertaintyW: 10,
        },
        clock: systemClock,
        driver: {
          path: 'iso2-ev-stop',
          prepare: async () => {
            stoppedAt = 0n;
          },
          issueStop: async () => {
            const issued = stamp();
            stoppedAt = issued.ns;
            return { issued, delivered: issued, acknowledged: stamp() };
          },
        },
        folder,
      });
      assert.equal(files.length, 2);
      for (const trial of trials) {
        assert.ok(trial.outcome === 'measured');
        assert.equal(trial.analysis.effect, 'stopped');
        const { seconds, U } = trial.analysis.intervals['deliver-effect']!;
        // The server's own timer and the load of the machine add a little to the uncertainty of the trace.
        assert.ok(Math.abs(seconds - 0.15) <= U + 0.02, `${seconds} +- ${U}`);
        assert.ok(trial.trace.samples.length > 20);
        assert.ok(trial.analysis.intervals['deliver-acknowledge']!.seconds < seconds);
      }
      assert.deepEqual(
        measurements.map(({ id, n, censored }) => [id, n, censored]),
        [
          ['stop-delivery', 2, 0],
          ['stop-acknowledge', 2, 0],
          ['stop-first-effect', 2, 0],
          ['stop-effect', 2, 0],
          ['stop-acknowledge-effect', 2, 0],
          ['stop-issue-effect', 2, 0],
          ['stop-remaining', 2, undefined],
        ],
      );
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
  for (const [name, query] of [
    ['a query of its own', { kind: 'power', query: 'MEAS:POW?' }],
    ['volts times amperes', { kind: 'product', volts: 'MEAS:VOLT:DC?', amperes: 'MEAS:CURR:DC?' }],
  ] as const) {
    it(`samples an instrument with SCPI by ${name}, with its sign and its uncertainty`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbline-stop-'));
      let stoppedAt = 0n;
      const delayNs = 200_000_000n;
      const uncertaintyW = 25;
      const watts = () => (stoppedAt > 0n && systemClock.monotonicNs() >= stoppedAt + delayNs ? 0 : -5000);
      const instrument = scpiInstrument(watts, 5);
      const server = await listenScpi({ host: '::1', port: 0, instrument });
      try {
        const { trials } = await measureStop({
          plan: { ratedW: 5000, holdMs: 300, timeoutMs: 5000, beforeMs: 300 },
          trials: 1,
          besideMeter: spawnHere,
          meter: {
            name: 'simulated analyser',
            host: '::1',
            port: server.port,
            sign: -1,
            source: { kind: 'scpi', greeting: ['*CLS'], query },
            samplingSeconds: 0.01,
            uncertaintyW,
          },
          clock: systemClock,
          driver: {
            path: 'iso2-ev-stop',
            prepare: async () => undefined,
            issueStop: async () => {
              const issued = stamp();
              stoppedAt = issued.ns;
              return { issued, delivered: issued, acknowledged: stamp() };
            },
          },
          folder,
        });
        const [trial] = trials;
        assert.ok(trial?.outcome === 'measured');
        const { analysis } = trial;
        assert.equal(analysis.effect, 'stopped', analysis.caveats.join('; '));
        assert.ok(Math.abs(analysis.initialW - 5000) < 30, `${analysis.initialW} W`);
        const { seconds, U, budget } = analysis.intervals['deliver-effect']!;
        assert.ok(Math.abs(seconds - 0.2) <= U + 0.02, `${seconds} +- ${U}`);
        assert.ok(budget.some(({ source }) => source.startsWith('reading of the meter')));
        // Two questions a reading take twice as long, and the reading spans both (timers may be a part of a millisecond early).
        const spans = trial.trace.samples.map(({ asked, answered }) => Number(answered - asked) / 1e6);
        assert.ok(Math.min(...spans) >= (query.kind === 'power' ? 4 : 8), `${Math.min(...spans)} ms`);
      } finally {
        await server.close();
        rmSync(folder, { recursive: true });
      }
    });
  }
  it('says why an instrument with SCPI cannot be read', async () => {
    const instrument = { handle: async () => '9.91E37', overrun: () => undefined };
    const server = await listenScpi({ host: '::1', port: 0, instrument });
    const query = { kind: 'power', query: 'MEAS:POW?' } as const;
    const source = { kind: 'scpi', greeting: [], query } as const;
    const opened = await scpiPowerReader({ host: '::1', port: server.port, sign: 1, source }, source).open();
    assert.ok(opened.kind === 'closed' && /no number/.test(opened.why));
    await server.close();
  });
  it('without power nothing is stopped and no stop is sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-stop-'));
    const server = await listenModbus({ host: '::1', port: 0, map: meterMap(() => 0) });
    let sent = 0;
    try {
      const { measurements } = await measureStop({
        plan: { ratedW: 5000 },
        trials: 1,
        besideMeter: spawnHere,
        meter: {
          name: 'simulated',
          host: '::1',
          port: server.port,
          source: { kind: 'modbus', unitId: 1 },
          sign: 1,
          samplingSeconds: 0,
          uncertaintyW: 10,
        },
        clock: systemClock,
        driver: {
          path: 'iso2-ev-stop',
          prepare: async () => undefined,
          issueStop: async () => {
            sent++;
            return { issued: stamp(), delivered: stamp() };
          },
        },
        folder,
        powerTimeoutMs: 300,
      });
      assert.equal(sent, 0);
      assert.ok(measurements.every(({ unavailable }) => unavailable !== undefined));
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
