import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import type { Behaviour } from '../../../src/peers/utility/control-types.js';
import { startGateway } from '../support/test-gateway.js';
import { type Plugged, plugIn } from './support/plugged.js';
import { eventually, gatewayOf, responsesOf, startUtilityBench } from './support/utility-bench.js';

const responded = (bench: Pick<Plugged, 'utility'>, mRID: string, status: number): Promise<true> =>
  eventually(`Response ${status}`, async () => (await responsesOf(bench.utility, mRID)).includes(status) || undefined);

/** Whether a moment of the server's clock, s, has passed: on a machine that is busy a look may come after the end. */
const isOver = (endS: number): boolean => Date.now() / 1000 >= endS;

/** Reads of controls since `after`, whatever the answer was. */
const reads = async (bench: Plugged, after: number, count: number): Promise<void> => {
  await eventually(`${count} reads`, async () => {
    const seen = await bench.utility.requests({ after });
    return seen.length >= count || undefined;
  });
};

const spoilt: readonly (readonly [title: string, Behaviour])[] = [
  ['malformed XML', { kind: 'malformed', match: 'GET .*/derc\\?' }],
  ['entity expansion', { kind: 'entity-expansion', match: 'GET .*/derc\\?' }],
  ['an unknown namespace', { kind: 'unknown-namespace', match: 'GET .*/derc\\?' }],
  ['another resource', { kind: 'wrong-resource', match: 'GET .*/derc\\?' }],
  ['an empty body', { kind: 'empty-body', match: 'GET .*/derc\\?' }],
  ['a wrong media type', { kind: 'wrong-content-type', match: 'GET .*/derc\\?' }],
  ['500 for the controls', { kind: 'status', status: 500, match: 'GET .*/derc\\?' }],
  ['404 for the controls', { kind: 'status', status: 404, match: 'GET .*/derc' }],
  ['404 for the programs', { kind: 'status', status: 404, match: 'GET .*/derp\\?' }],
  ['a list that says more than it gives', { kind: 'wrong-all' }],
  ['truncated answers', { kind: 'truncated' }],
  ['resets', { kind: 'reset' }],
  ['octets that are no HTTP', { kind: 'not-http' }],
  ['redirects in a circle', { kind: 'redirect-loop' }],
];

// They mostly wait for the end of an event: some at a time.
describe('what a server says wrong', { concurrency: 4 }, () => {
  for (const [title, behaviour] of spoilt) {
    it(`${title}: a stop goes on, and its end gives the power back`, async (t) => {
      const bench = await plugIn(t);
      const { mRID, startS } = await bench.utility.createControl({ durationS: 4, base: { opModEnergize: false } });
      await responded(bench, mRID, 2);
      const after = await bench.utility.mark();
      await bench.utility.behave(behaviour);
      await reads(bench, after, 3);
      assert.ok(bench.device.powerW === 0 || isOver(startS + 4), 'power came back before the end');
      await bench.power('return at the end of the event', (watts) => Math.abs(watts - bench.levelW) < 100);
      await bench.utility.behaveNormally();
      await responded(bench, mRID, 3);
    });
  }
});

test('a control that is taken away without a word goes on to its end', async (t) => {
  const bench = await plugIn(t);
  const { mRID, startS } = await bench.utility.createControl({ durationS: 4, base: { opModEnergize: false } });
  await responded(bench, mRID, 2);
  await bench.utility.cancelControl(mRID, { remove: true });
  const after = await bench.utility.mark();
  await bench.utility.waitForRequest({ resource: 'derc', after }, 30_000);
  await bench.gateway.log.until('sep2-unreadable');
  assert.ok(bench.device.powerW === 0 || isOver(startS + 4), 'power came back before the end');
  await bench.power('return at the end of the event', (watts) => Math.abs(watts - bench.levelW) < 100);
});

test('loss of the server: the schedule, then the default control; the return of the server', async (t) => {
  const bench = await plugIn(t, { more: 'controls: { vehicle_on_stop: hold }, on_server_loss: { after_s: 1.5 }' });
  await bench.utility.setDefault({ base: { opModExpLimW: 2000 } });
  await bench.power('default control', (watts) => watts <= 2000);
  const first = await bench.utility.createControl({ durationS: 4, base: { opModExpLimW: 5000 } });
  const next = { start: first.startS + 4, durationS: 3, base: { opModExpLimW: 3000 } };
  const second = await bench.utility.createControl(next);
  await responded(bench, second.mRID, 1);
  await bench.power('first control', (watts) => watts > 4900);
  await bench.utility.behave({ kind: 'reset' });
  await bench.power('second control', (watts) => watts > 2900 && watts <= 3000);
  await bench.power('default control', (watts) => watts <= 2000);
  await bench.gateway.log.until('sep2-lost');
  // Between two tries it waits for the connection itself, so the words are asked for until they tell of the next try.
  const lost = await eventually('word of the next try', async () => {
    const state = await bench.gateway.control({ command: 'sep2' });
    return String(state['waiting_for']).includes('next try in') ? state : undefined;
  });
  assert.equal(lost['server_is'], 'lost');
  assert.match(String(lost['waiting_for']), /next try in .* At most .* W out of it/);
  await bench.utility.behaveNormally();
  await bench.gateway.log.until('sep2-back');
  for (const status of [2, 3]) await responded(bench, second.mRID, status);
});

test('no default control and no server: the configured fallback', async (t) => {
  const bench = await plugIn(t, {
    more: 'controls: { vehicle_on_stop: hold }, on_server_loss: { after_s: 1, fallback: { max_discharge_w: 1500 } }',
    server: { programs: [{ name: 'service-point', primacy: 1 }] },
  });
  await bench.utility.behave({ kind: 'reset' });
  await bench.power('fallback', (watts) => watts <= 1500 && watts > 1400);
});

test('a restart keeps a control that runs, also without the server, and does not respond twice', async (t) => {
  const bench = await startUtilityBench(t);
  const options = { ...gatewayOf(bench), folder: bench.folder };
  const first = await startGateway(t, options);
  const { mRID } = await bench.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  await responded(bench, mRID, 2);
  await first.gateway.stop('restart');
  await bench.utility.behave({ kind: 'reset' });
  const second = await startGateway(t, options);
  const status = await second.control({ command: 'sep2' });
  assert.deepEqual(status['allowance'], {
    stop: true,
    max_charge_w: 'no limit',
    max_discharge_w: 'no limit',
    setpoint_w: null,
  });
  await bench.utility.behaveNormally();
  await eventually('server that is known again', async () =>
    (await second.control({ command: 'sep2' }))['server_is'] === 'known' ? true : undefined,
  );
  await bench.utility.cancelControl(mRID);
  await responded(bench, mRID, 6);
  assert.deepEqual(await responsesOf(bench.utility, mRID), [1, 2, 6]);
});

test('a restart keeps the default control, also when the gateway was killed after nothing else had changed', async (t) => {
  const bench = await startUtilityBench(t);
  const options = { ...gatewayOf(bench), folder: bench.folder };
  const first = await startGateway(t, options);
  await eventually('server that is known', async () =>
    (await first.control({ command: 'sep2' }))['server_is'] === 'known' ? true : undefined,
  );
  await bench.utility.setDefault({ base: { opModExpLimW: 2500 } });
  // A gateway that is killed writes nothing more: what counts is what stands in the file while it runs.
  const file = join(bench.folder, 'state.json.sep2');
  await eventually('default control in the memory', async () =>
    existsSync(file) && readFileSync(file, 'utf8').includes('"opModExpLimW":2500') ? true : undefined,
  );
});

test('before the server has ever been read nothing may flow beyond the fallback', async (t) => {
  const bench = await startUtilityBench(t);
  await bench.utility.behave({ kind: 'reset' });
  const gateway = await startGateway(t, gatewayOf(bench));
  const status = await gateway.control({ command: 'sep2' });
  assert.equal(status['server_is'], 'never');
  const { stop, max_charge_w, max_discharge_w } = status['allowance'] as Record<string, unknown>;
  assert.deepEqual([stop, max_charge_w, max_discharge_w], [false, 0, 0]);
});
