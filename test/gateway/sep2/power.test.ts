import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Plugged, plugIn } from './support/plugged.js';
import { eventually, responsesOf } from './support/utility-bench.js';

const responded = (bench: Plugged, mRID: string, status: number): Promise<true> =>
  eventually(`Response ${status}`, async () => (await responsesOf(bench.utility, mRID)).includes(status) || undefined);

for (const mode of ['opModEnergize', 'opModConnect'] as const) {
  test(`${mode} false takes a discharging session to zero, and its end gives the power back`, async (t) => {
    const bench = await plugIn(t);
    const control = await bench.utility.createControl({ durationS: 4, base: { [mode]: false } });
    await responded(bench, control.mRID, 2);
    assert.equal(bench.device.powerW, 0, 'started is posted only when nothing flows');
    assert.equal(bench.device.connected, false);
    await responded(bench, control.mRID, 3);
    await bench.power('return of the power', (watts) => Math.abs(watts - bench.levelW) < 100);
    assert.ok(bench.sessionRuns(), 'the session was kept');
    assert.deepEqual(await responsesOf(bench.utility, control.mRID), [1, 2, 3]);
  });
}

test('with vehicle_on_stop terminate the vehicle is told, and its session ends', async (t) => {
  const bench = await plugIn(t, { more: 'controls: { vehicle_on_stop: terminate }' });
  await bench.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  await bench.power('stop', (watts) => watts === 0);
  const status = await bench.gateway.control({ command: 'status' });
  assert.equal(status['stop_order'], 'grid');
  assert.match(String(status['utility']), /stopped by control/);
});

for (const [mode, value] of [
  ['opModExpLimW', 3000],
  ['opModGenLimW', 3000],
  ['opModMaxLimW', 600],
  ['opModTargetW', 3000],
] as const) {
  test(`${mode} bounds the discharge and is released`, async (t) => {
    const bench = await plugIn(t);
    const control = await bench.utility.createControl({ durationS: 4, base: { [mode]: value } });
    await bench.power('limit', (watts) => watts <= 3001 && watts > 2800);
    await responded(bench, control.mRID, 3);
    await bench.power('release', (watts) => Math.abs(watts - bench.levelW) < 100);
  });
}

test('a cancelled control releases at once: Responses 1, 2, 6', async (t) => {
  const bench = await plugIn(t);
  const control = await bench.utility.createControl({ durationS: 60, base: { opModExpLimW: 2000 } });
  await responded(bench, control.mRID, 2);
  await bench.utility.cancelControl(control.mRID);
  await responded(bench, control.mRID, 6);
  await bench.power('release', (watts) => Math.abs(watts - bench.levelW) < 100);
  assert.deepEqual(await responsesOf(bench.utility, control.mRID), [1, 2, 6]);
});

test('no effect, no Response 2: an inverter that keeps its power is told of, and the start comes when it obeys', async (t) => {
  const bench = await plugIn(t, { more: 'controls: { vehicle_on_stop: hold, effect_within_s: 0.5 }' });
  bench.device.fault = 'keeps-power';
  const control = await bench.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  const missing = await bench.gateway.log.until('sep2-effect-missing');
  assert.match(String(missing['detail']), /the stop is/);
  assert.deepEqual(await responsesOf(bench.utility, control.mRID), [1]);
  const logged = await bench.utility.waitForRequest({ method: 'POST', sent: 'LogEvent', after: 0 }, 30_000);
  assert.deepEqual([logged.status, logged.violations], [201, []]);
  bench.device.fault = 'none';
  await responded(bench, control.mRID, 2);
  assert.equal(bench.device.powerW, 0);
});

test('opModFixedW in a dynamic session sets the power itself, in both directions', async (t) => {
  const bench = await plugIn(t, { controlMode: 'dynamic' });
  const out = await bench.utility.createControl({ durationS: 60, base: { opModFixedW: 1000 } });
  await bench.power('2 kW out of the vehicle', (watts) => Math.abs(watts - 2000) < 50);
  await responded(bench, out.mRID, 2);
  await bench.utility.cancelControl(out.mRID);
  await responded(bench, out.mRID, 6);
  await bench.utility.createControl({ durationS: 60, base: { opModFixedW: -1000 } });
  await bench.power('5 kW into the vehicle', (watts) => Math.abs(watts + 5000) < 50);
});
