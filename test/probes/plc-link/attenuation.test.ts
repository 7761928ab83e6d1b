import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModemSettings } from '../../../src/bench/devices/plc-modem/modem-settings.js';
import { attenuationMeasurements, type LineAttenuation, soundOnce } from '../../../src/probes/plc-link/attenuation.js';
import { SlacLink } from '../../../src/transport/slac/slac-link.js';
import { slacTimers } from '../../../src/transport/slac/slac-timers.js';
import { RepeatableRandom } from '../../support/repeatable-random.js';
import { SlacBench } from '../../support/slac-bench.js';

/** The probe in the place of the vehicle. */
async function measured(stationModem: Partial<ModemSettings>, plugged = true): Promise<LineAttenuation> {
  const bench = new SlacBench({ stationModems: [stationModem] });
  const random = new RepeatableRandom(9);
  const link = new SlacLink('02:00:00:00:0a:01', bench.clock, slacTimers, (frame) => {
    bench.clock.after(0.1, () => bench.line.receive(0, frame));
  });
  Object.assign(bench.vehicles[0]!, { receive: (frame: Uint8Array) => link.mailbox.receive(frame) });
  if (plugged) await bench.plugIn();
  return bench.until(soundOnce(link, (length) => random.octets(length)));
}

test('the attenuation of each group, and their mean', async () => {
  const groups = Array.from({ length: 58 }, (_, group) => 10 + (group % 5));
  const line = await measured({ attenuationDb: groups });
  assert.deepEqual(line.stations[0]?.attenuationDb, groups);
  const [one] = attenuationMeasurements(line, 'eth1', []);
  assert.equal(one?.value, groups.reduce((sum, db) => sum + db, 0) / 58);
  assert.equal(one.n, 10);
  assert.match(one.caveats?.[0] ?? '', /from 10 to 14 dB/);
});

test('noise of single sounds goes in the mean of ten', async () => {
  const line = await measured({ attenuationDb: new Array<number>(58).fill(30), attenuationNoiseDb: 6 });
  const [one] = attenuationMeasurements(line, 'eth1', []);
  assert.ok(Math.abs(Number(one?.value) - 30) < 1, String(one?.value));
});

const without: readonly (readonly [string, Partial<ModemSettings>, boolean, RegExp])[] = [
  ['no vehicle is plugged in', {}, false, /no charger answered CM_SLAC_PARM.REQ/],
  ['its modem reports no sounds', { faults: ['no-attenuation-profile'] }, true, /no CM_ATTEN_CHAR.IND/],
];
for (const [why, modem, plugged, text] of without) {
  test(`nothing is measured where ${why}, and the cause is told`, async () => {
    for (const one of attenuationMeasurements(await measured(modem, plugged), 'eth1', [])) {
      assert.equal(one.value, undefined);
      assert.match(one.unavailable ?? '', text);
    }
  });
}
