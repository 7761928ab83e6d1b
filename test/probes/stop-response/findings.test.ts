import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseStop, type StopExpectations } from '../../../src/probes/stop-response/analyse-stop.js';
import { breachOf } from '../../../src/probes/stop-response/breach.js';
import type { PowerTrace } from '../../../src/probes/stop-response/power-trace.js';
import { stopFaults } from '../../../src/probes/stop-response/stop-faults.js';
import { type StopPathId, stopPathFacts, stopPaths } from '../../../src/probes/stop-response/stop-path.js';
import { type Stamp, type StopStamps, stopPlan } from '../../../src/probes/stop-response/stop-plan.js';

const plan = stopPlan({ ratedW: 11_000, holdMs: 500, timeoutMs: 2000, releaseTimeoutMs: 1000 });
const meter = { samplingSeconds: 0.02, uncertaintyW: 20 };
const start = 5_000_000_000_000n;
const wallOffset = 1_790_000_000_000_000_000n;
const at = (ms: number) => start + BigInt(Math.round(ms * 1e6));
const stamp = (ms: number, over: Partial<Stamp> = {}): Stamp => ({
  ns: at(ms),
  clock: 'monotonic',
  source: 'capture',
  resolutionNs: 1,
  ...over,
});
const ripple = (ms: number) => 4 * Math.sin(ms / 7);

function traceOf(
  power: (ms: number) => number,
  endMs: number,
  offset: (ms: number) => bigint = () => wallOffset,
): PowerTrace {
  const samples = [];
  for (let ms = -1000; ms <= endMs; ms += 5)
    samples.push({ asked: at(ms), answered: at(ms + 1), wall: at(ms + 1) + offset(ms), watts: power(ms) + ripple(ms) });
  return { samples, gaps: [] };
}
const full = { issued: stamp(-3), delivered: stamp(0), acknowledged: stamp(40) };
const look = (
  power: (ms: number) => number,
  stamps: StopStamps = full,
  expected: StopExpectations = {},
  endMs = 2500,
) => analyseStop(traceOf(power, endMs), stamps, plan, meter, expected);
const kinds = (found: ReturnType<typeof look>) => found.findings.map(({ kind }) => kind);
const step = (ms: number) => (t: number) => (t < ms ? 10_000 : 0);

describe('what a stop may show', () => {
  const table: readonly (readonly [string, ReturnType<typeof look>, string, readonly string[]])[] = [
    ['effect before the acknowledgement', look(step(5), { ...full, acknowledged: stamp(300) }), 'stopped', []],
    ['acknowledged long before the effect', look(step(900)), 'stopped', ['acknowledged-before-effect']],
    ['acknowledged, and nothing happens', look(() => 10_000), 'none', ['acknowledged-without-effect', 'no-effect']],
    [
      'acknowledged, and half of it goes',
      look((t) => (t < 200 ? 10_000 : 4000)),
      'partial',
      ['acknowledged-without-effect', 'partial-effect'],
    ],
    [
      'a pulse after the stop',
      look((t) => (t < 10 || (t > 700 && t < 800) ? 10_000 : 0)),
      'stopped',
      ['acknowledged-before-effect', 'rebound'],
    ],
    [
      'gone and back',
      look((t) => (t < 10 || t > 900 ? 10_000 : 0)),
      'returned',
      ['acknowledged-without-effect', 'rebound', 'returned'],
    ],
    [
      'the wrong sign',
      look((t) => (t < 200 ? 10_000 : -10_000)),
      'partial',
      ['acknowledged-without-effect', 'partial-effect', 'reversed'],
    ],
    [
      'delivered and never acknowledged',
      look(step(5), { issued: stamp(-3), delivered: stamp(0) }),
      'stopped',
      ['not-acknowledged'],
    ],
    [
      'no acknowledgement where none can come',
      look(step(5), { issued: stamp(0), delivered: stamp(0) }, { acknowledgement: false }),
      'stopped',
      [],
    ],
    [
      'issued, never delivered, no effect',
      look(() => 10_000, { issued: stamp(0) }),
      'none',
      ['not-delivered', 'no-effect'],
    ],
    [
      'down although nothing was delivered',
      look(step(300), { issued: stamp(0) }),
      'stopped',
      ['not-delivered', 'down-before-delivery'],
    ],
  ];
  for (const [name, found, effect, expected] of table) {
    it(name, () => assert.deepEqual([found.effect, kinds(found)], [effect, expected]));
  }
  it('the interval from acknowledgement to effect is negative where power was down first', () => {
    const { 'acknowledge-effect': early } = look(step(5), { ...full, acknowledged: stamp(300) }).intervals;
    assert.ok(early !== undefined && Math.abs(early.seconds + 0.295) <= early.U);
  });
  it('a limit that is lifted: how long power takes to come back, or that it never does', () => {
    const lifted = { ...full, lifted: stamp(1200) };
    const back = look((t) => (t < 10 || t > 1500 ? 10_000 : 0), lifted);
    assert.deepEqual(
      [back.effect, back.rebounds, kinds(back)],
      ['stopped', 0, ['acknowledged-before-effect'].slice(1)],
    );
    const release = back.intervals['restore-release']!;
    assert.ok(Math.abs(release.seconds - 0.3) <= release.U, `${release.seconds} +- ${release.U}`);
    const never = look(step(10), lifted);
    assert.deepEqual(kinds(never), ['never-released']);
    assert.match(never.findings[0]!.detail, /no power came back within 1 s/);
    assert.deepEqual(kinds(look(step(10), lifted, { release: false })), []);
  });
  it('a meter that never changes is dead, which is no failed stop', () => {
    const samples = traceOf(() => 0, 2500).samples.map((sample) => ({ ...sample, watts: 10_000 }));
    const found = analyseStop({ samples, gaps: [] }, full, plan, meter);
    assert.deepEqual([found.effect, found.findings], ['no-trace', []]);
    assert.match(found.caveats.join(), /frozen/);
  });
  it('a meter slower than it is said to be widens the uncertainty, and it is told', () => {
    // A new value every 100 ms where 20 ms are stated.
    const slow = (power: (ms: number) => number) => (ms: number) => power(Math.floor(ms / 100) * 100);
    const samples = traceOf((ms) => ms, 2500).samples.map((sample, i) => {
      const ms = -1000 + 5 * i;
      return { ...sample, watts: slow((t) => step(250)(t) + ripple(t))(ms) };
    });
    const found = analyseStop({ samples, gaps: [] }, full, plan, meter);
    const effect = found.intervals['deliver-effect']!;
    assert.ok(effect.U > 0.1 / Math.sqrt(3) && Math.abs(effect.seconds - 0.25) <= effect.U);
    assert.match(found.caveats.join(), /changed every 0\.1\d* s only/);
  });
  it('a wall clock that is set during the trial makes stamps of captures worthless', () => {
    const trace = traceOf(step(200), 2500, (ms) => (ms < 100 ? wallOffset : wallOffset + 50_000_000n));
    const onWall = { issued: stamp(0), delivered: stamp(0, { clock: 'wall', ns: at(0) + wallOffset }) };
    const found = analyseStop(trace, onWall, plan, meter);
    assert.equal(found.effect, 'no-trace');
    assert.match(found.caveats.join(), /the wall clock was set by 0\.050 s/);
    assert.equal(analyseStop(trace, full, plan, meter).effect, 'stopped', 'monotonic stamps do not care');
  });
  it('power that stays just above the threshold is no stop, noise around it is', () => {
    assert.equal(look((t) => (t < 100 ? 10_000 : 130)).effect, 'partial');
    assert.equal(look((t) => (t < 100 ? 10_000 : 70)).effect, 'stopped');
  });
});

describe('the breach of a limit of time', () => {
  const { samples } = traceOf((t) => (t < 700 || (t > 1000 && t < 1200) ? 10_000 : 0), 2500);
  it('counts only what flowed after the limit, pulses too', () => {
    const breach = breachOf(samples, start, 0.5, 100);
    assert.ok(Math.abs(breach.seconds - 0.4) < 0.011, `${breach.seconds}`);
    assert.ok(Math.abs(breach.energyWh - (10_000 * 0.4) / 3600) < 0.04);
    assert.equal(breach.open, false);
    assert.deepEqual(breachOf(samples, start, 1.3, 100).seconds, 0);
  });
  it('says that it went on', () => {
    const open = breachOf(traceOf(() => 10_000, 2500).samples, start, 1, 100);
    assert.ok(open.open && Math.abs(open.seconds - 1.5) < 0.011);
  });
});

describe('the stop paths', () => {
  it('each says where its clocks stand; a loss has no acknowledgement', () => {
    for (const path of Object.keys(stopPaths) as StopPathId[]) {
      const facts = stopPathFacts(path);
      assert.ok(facts.issueClock !== '' && facts.deliverClock !== '' && facts.pairs.length > 0, path);
      assert.equal(facts.origin === 'loss', facts.acknowledgeClock === undefined, path);
      assert.equal(facts.pairs.includes('restore-release'), facts.releases, path);
      assert.equal(facts.pairs.includes('deliver-acknowledge'), facts.acknowledgeClock !== undefined, path);
    }
  });
  it('power that goes on after the death of the gateway is told and no fault, on every other path it is one', () => {
    const { findings } = look(() => 10_000, { issued: stamp(0), delivered: stamp(0) }, { acknowledgement: false });
    assert.deepEqual(stopFaults(findings, 'gateway-kill'), []);
    assert.deepEqual(
      stopFaults(findings, 'mesh-loss').map(({ kind }) => kind),
      ['no-effect'],
    );
  });
});
