import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lossPlan } from '../../../src/probes/loss/loss-plan.js';
import { PortKeeper } from '../../../src/probes/loss/port-keeper.js';
import type { OpenProbePort } from '../../../src/probes/loss/probe-port.js';
import { ManualClock } from '../../support/manual-clock.js';

const plan = lossPlan({ path: 'p', host: 'fe80::1', scope: 'm0', ssid: 1 });
const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(`send ${code}`), { code });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A port whose sends end as `answer` says; an interface that is gone does not open. */
function world() {
  const state = { answer: undefined as NodeJS.ErrnoException | undefined, opens: true, opened: 0, refused: 0 };
  const open: OpenProbePort = () => {
    if (!state.opens) return Promise.reject(failure('ENODEV'));
    state.opened++;
    return Promise.resolve({ send: (_sequence, _wall, done) => done(state.answer), close: () => undefined });
  };
  const events = { onReply: () => undefined, onForeign: () => undefined, onRefused: () => state.refused++ };
  return { state, open, events };
}

describe('a port whose interface comes and goes', () => {
  it('opens a new one until one sends, and says from when to when', async () => {
    const clock = new ManualClock();
    const { state, open, events } = world();
    const keeper = await PortKeeper.open(plan, clock, open, events);
    const unsent: string[] = [];
    const send = () => keeper.send(0, 0n, (reason) => unsent.push(reason));
    send();
    clock.advance(50);
    state.answer = failure('ENODEV');
    state.opens = false;
    send();
    send();
    clock.advance(250);
    await turn();
    send();
    assert.deepEqual([unsent.length, state.opened], [3, 1]);
    state.answer = undefined;
    state.opens = true;
    clock.advance(100);
    await turn();
    send();
    assert.equal(unsent.length, 3);
    assert.deepEqual(keeper.close(), [{ from: 50_000_000n, until: 400_000_000n, code: 'ENODEV', probes: 3 }]);
  });
  it('what never comes back is a trouble without an end', async () => {
    const { state, open, events } = world();
    const keeper = await PortKeeper.open(plan, new ManualClock(), open, events);
    state.answer = failure('ENETUNREACH');
    keeper.send(0, 0n, () => undefined);
    assert.deepEqual(keeper.close(), [{ from: 0n, code: 'ENETUNREACH', probes: 1 }]);
  });
  it('a refused port or a full queue is no lost interface', async () => {
    const { state, open, events } = world();
    const keeper = await PortKeeper.open(plan, new ManualClock(), open, events);
    const unsent: string[] = [];
    for (const code of ['ECONNREFUSED', 'ENOBUFS', 'EPERM']) {
      state.answer = failure(code);
      keeper.send(0, 0n, (reason) => unsent.push(reason));
    }
    assert.deepEqual([unsent.length, state.refused, keeper.close()], [3, 1, []]);
  });
});
