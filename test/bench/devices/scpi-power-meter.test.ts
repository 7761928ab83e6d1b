import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { ActiveFaults } from '../../../src/bench/devices/inverter/active-faults.js';
import type { InverterPhysics } from '../../../src/bench/devices/inverter/inverter-physics.js';
import { SimulatedScpiMeter } from '../../../src/bench/devices/inverter/simulated-scpi-meter.js';
import { SeededRandom } from '../../../src/bench/devices/seeded-random.js';
import { ScpiPowerMeter } from '../../../src/bench/drivers/scpi-power-meter.js';
import type { ScpiPowerQuery } from '../../../src/transport/scpi/scpi-power.js';
import { listenScpi, type ScpiServer } from '../../../src/transport/scpi/scpi-server.js';

const product: ScpiPowerQuery = { kind: 'product', volts: 'MEAS:VOLT:DC?', amperes: 'MEAS:CURR:DC?' };
const own: ScpiPowerQuery = { kind: 'power', query: 'MEAS:POW?' };

describe('power by SCPI: the driver and its simulated counterpart', () => {
  let watts = 0;
  let server: ScpiServer;
  const faults = new ActiveFaults();
  const open: ScpiPowerMeter[] = [];
  const drive = (query: ScpiPowerQuery, sign: 1 | -1 = 1) => {
    const meter = new ScpiPowerMeter({
      ...{ host: '127.0.0.1', port: server.port, dialect: 'scpi', query, sign, timeoutMs: 1000, instrument: 'PA' },
      uncertainty: { absolute: 4, relative: 0.001 },
      samplingSeconds: 0.01,
      calibrationDue: undefined,
      interface: undefined,
    });
    open.push(meter);
    return meter;
  };
  before(async () => {
    const physics = { powerAt: () => watts } as unknown as InverterPhysics;
    const options = { noiseW: 0, apertureMs: 1, dcVolts: 400, faults };
    const instrument = new SimulatedScpiMeter(options, physics, systemClock, new SeededRandom(1));
    server = await listenScpi({ host: '127.0.0.1', port: 0, instrument });
  });
  after(async () => {
    for (const meter of open) await meter.close();
    await server.close();
  });

  for (const [name, query, sign, truth, shown] of [
    ['its own query', own, 1, 16_000, 16_000],
    ['volts times amperes', product, 1, 16_000, 16_000],
    ['charging', product, 1, -16_000, -16_000],
    ['counted the other way round', own, -1, 16_000, -16_000],
  ] as const) {
    it(`reads power: ${name}`, async () => {
      watts = truth;
      const reading = await drive(query, sign).read();
      assert.ok(reading.kind === 'value', reading.kind);
      assert.ok(Math.abs(reading.value - shown) < 0.01, `${reading.value} W`);
      assert.ok(Math.abs(reading.U - 20) < 0.001, `${reading.U} W`);
    });
  }

  it('tells a probe where and how to sample it, also where no interface is known', () => {
    const { wire } = drive(product, -1);
    assert.deepEqual(wire, {
      address: '127.0.0.1',
      port: server.port,
      sign: -1,
      source: { kind: 'scpi', greeting: ['*CLS'], query: product },
    });
  });

  it('is made wrong by the faults of the meter', async () => {
    watts = 1000;
    faults.replace([{ name: 'meter-wrong-sign' }]);
    const wrong = await drive(own).read();
    faults.replace([{ name: 'meter-silent' }]);
    const silent = await drive(own).read();
    faults.replace([]);
    assert.equal(wrong.kind === 'value' && Math.round(wrong.value), -1000);
    assert.ok(silent.kind === 'unavailable' && /no answer/.test(silent.detail));
  });

  it('says why there is no reading', async () => {
    const reading = await drive({ kind: 'power', query: 'MEAS:RES?' }).read();
    assert.ok(reading.kind === 'unavailable' && /no answer to MEAS:RES/.test(reading.detail));
  });
});
