import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActiveModemFaults, parseModemFault } from '../../../../src/bench/devices/plc-modem/fault-table.js';
import { loadedToneMap } from '../../../../src/bench/devices/plc-modem/loaded-tone-map.js';
import { SimulatedModem } from '../../../../src/bench/devices/plc-modem/modem.js';
import { modemFromConfig } from '../../../../src/bench/devices/plc-modem/modem-config.js';
import { defaultModem } from '../../../../src/bench/devices/plc-modem/modem-settings.js';
import { SeededRandom } from '../../../../src/bench/devices/seeded-random.js';

test('faults are read with their parameters, and what is left out takes its default', () => {
  const faults = new ActiveModemFaults(['late:ms=20', 'refuse']);
  assert.deepEqual([faults.parameter('late', 'ms'), faults.parameter('refuse', 'status')], [20, 1]);
  assert.deepEqual([faults.has('late'), faults.has('silent')], [true, false]);
});

for (const text of ['smoke', 'late:ms=-1', 'late:ms=', 'late:colour=3', 'late:ms=abc', '']) {
  test(`"${text}" is no fault`, () => {
    assert.throws(() => parseModemFault(text), { code: 'BENCH-024' });
  });
}

test('a wrong fault leaves a modem as it was', () => {
  const modem = new SimulatedModem(defaultModem(0), new SeededRandom(1));
  assert.throws(() => modem.set({ firmware: 'other', faults: ['smoke'] }));
  assert.equal(modem.settings.firmware, defaultModem(0).firmware);
});

test('each carrier gets the highest modulation that its SNR allows', () => {
  assert.deepEqual(loadedToneMap([-5, 0, 1.9, 2, 9.99, 10, 27.9, 28, 36, 60]), [0, 0, 0, 1, 3, 4, 6, 7, 8, 8]);
});

test('bench.yaml sets one SNR and one attenuation for all', () => {
  const settings = modemFromConfig({ snr_db: 24, attenuation_db: 12, tx_mbps: 3, faults: ['silent'] });
  assert.deepEqual([settings.toneMapSnrDb?.length, settings.toneMapSnrDb?.[0]?.length], [2, 1155]);
  assert.deepEqual([settings.attenuationDb?.length, settings.attenuationDb?.[57], settings.txMbps], [58, 12, 3]);
  assert.deepEqual(modemFromConfig(), {});
});
