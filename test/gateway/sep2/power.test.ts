import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Plugged, plugIn } from './support/plugged.js';
import { eventually, responsesOf } from './support/utility-bench.js';

const responded = (bench: Plugged, mRID: string, status: number): Promise<true> =>
  eventually(`Response ${status}`, async () => (await responsesOf(bench.utility, mRID)).includes(status) || undefined);

for (const mode of ['opModEnergize', 'opModConnect'] as const) {
  test(`${mode} false takes a discharging session to zero, and its end gives the power back`, async (t) => {
    const bench = await plugIn(t);
    const control = await bench.utility.createControl({ durationS: 2, base: { [mode]: false } });
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
    const control = await bench.utility.createControl({ durationS: 2, base: { [mode]: value } });
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
