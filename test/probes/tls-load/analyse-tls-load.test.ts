import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseLevel } from '../../../src/probes/tls-load/analyse-tls-load.js';
import { isLowerBound, kneeOf, loadCurve } from '../../../src/probes/tls-load/load-curve.js';
import type { ServerUse } from '../../../src/probes/tls-load/server-cpu.js';
import { tlsLoadMeasurements } from '../../../src/probes/tls-load/tls-load-measurement.js';
import { tlsLoadPlan } from '../../../src/probes/tls-load/tls-load-plan.js';
import { bad, ok, round } from './records.js';

const plan = tlsLoadPlan({ host: '::1', port: 1, roots: [] });
const context = {
  plan,
  curve: { knee: undefined, capacity: undefined, bottleneck: undefined },
  generator: 'native, OpenSSL 3',
  evidence: ['e'],
  takenAt: 'x',
};
const atOnce = (level: number, ...rounds: Parameters<typeof analyseLevel>[0]['rounds'][number][]) =>
  analyseLevel({ level, load: 'at-once', rounds });
const serverOf = (threadCpuSeconds: number): ServerUse => ({
  cpuSeconds: threadCpuSeconds,
  cores: 2,
  threadCpuSeconds,
  threadWaitSeconds: 0,
});

describe('a level of concurrency', () => {
  it('counts failures by cause and keeps the order', () => {
    const level = atOnce(3, [round([ok(10), bad('A', 'x'), ok(30)])], [round([ok(20), bad('A', 'x'), bad('B', 'y')])]);
    assert.deepEqual([level.handshakes, level.failures, level.causes], [6, 3, { 'A: x': 2, 'B: y': 1 }]);
    assert.deepEqual(level.indicators, [0, 1, 0, 0, 1, 1]);
    assert.deepEqual(level.timesMs, [10, 30, 20]);
    assert.deepEqual(level.percentiles, { p50: 20, p95: 30, p99: 30, max: 30 });
    assert.equal(level.perSecond, 1.5);
  });
  it('takes the slowest process of a round for its duration', () => {
    const level = atOnce(2, [round([ok(1, 0)], 0.9, 1, { p99: 7 }), round([ok(5, 4)], 0.2, 2, { p99: 3 })]);
    assert.deepEqual(
      [level.perSecond, level.wallSeconds, level.spreadMs, level.generator.loopDelayP99Ms, level.together],
      [1, 2, 4, 7, 2],
    );
  });
  it('knows how many were there together', () => {
    const rounds = [[round([ok(10, 0), ok(10, 5)]), round([ok(2, 8), ok(5, 10)])]];
    assert.equal(analyseLevel({ level: 3, load: 'closed', rounds }).together, 3);
    assert.equal(analyseLevel({ level: 3, load: 'at-once', rounds }).together, 4, 'all are held');
  });
  it('all failed: no percentile, no crash', () => {
    const level = atOnce(1, [round([bad('A', 'x')])]);
    assert.equal(level.percentiles, undefined);
    const [failures, time] = tlsLoadMeasurements(level, context);
    assert.deepEqual([failures?.value, time?.value, time?.censored], [100, undefined, 1]);
  });
  it('a handshake that the server never confirmed counts as failed, and its time does not count', () => {
    const level = atOnce(2, [round([ok(5), ok(6, 0, { confirmed: false })])]);
    const [failures, time] = tlsLoadMeasurements(level, context);
    assert.deepEqual([failures?.k, failures?.n, time?.samples, time?.censored], [1, 2, [5], 1]);
    assert.match(failures?.caveats?.join() ?? '', /1 x unconfirmed/);
  });
  it('times of one burst depend on each other, and few bursts are told', () => {
    const told = (rounds: number) => {
      const list = Array.from({ length: rounds }, () => [round([ok(1), ok(2), ok(3)])]);
      return tlsLoadMeasurements(atOnce(3, ...list), context)[1]?.caveats?.join() ?? '';
    };
    assert.match(told(1), /in 1 burst, /);
    assert.equal(told(10), '');
  });
  it('open load: a time counts from the moment at which the vehicle was due', () => {
    const level = analyseLevel({ level: 5, load: 'open', rounds: [[round([ok(3, 10, { dueMs: 4 })])]] });
    assert.deepEqual([level.timesMs, level.generator.lateP99Ms], [[9], 6]);
  });
  it('a server that resumes nothing is told', () => {
    const level = atOnce(2, [round([ok(1, 0, { resumed: true }), ok(2)])]);
    const [failures] = tlsLoadMeasurements(level, { ...context, plan: { ...plan, session: 'resumed' } });
    assert.match(failures?.caveats?.join() ?? '', /did not resume 1 of 2/);
  });
});

describe('where the generator was the limit', () => {
  it('a capacity is not stated, only what the generator reached', () => {
    const slow = (level: number, cpu: number) => {
      const all = Array.from({ length: 200 }, (_, i) => ok(5, i * 5));
      return analyseLevel({ level, load: 'closed', rounds: [[round(all, cpu, 1)]], server: serverOf(0.4) });
    };
    const levels = [slow(1, 0.95), slow(4, 0.96), slow(8, 0.97)];
    const measured = tlsLoadMeasurements(levels[2]!, { ...context, curve: loadCurve(levels) });
    const rate = measured.find(({ id }) => id === 'tls-handshake-rate');
    assert.equal(rate?.value, undefined);
    assert.match(rate?.unavailable ?? '', /the generator was the limit: .*; it made 200\.0 a second/);
  });

  const busy = analyseLevel({
    level: 2,
    load: 'at-once',
    rounds: [[round([ok(5), ok(6)], 0.95, 1)]],
    server: serverOf(0.3),
  });
  it('there is no value to judge, and the reason is told', () => {
    for (const measured of tlsLoadMeasurements(busy, context)) {
      assert.equal(measured.value, undefined);
      assert.match(measured.unavailable ?? '', /the generator was the limit: .*95 %.*30 %/);
    }
  });
  it('what the server refused counts all the same; what ran out of time does not', () => {
    const value = (code: string) => {
      const rounds = [[round([ok(5), bad(code, 'x')], 0.95, 1)]];
      return tlsLoadMeasurements(analyseLevel({ level: 2, load: 'at-once', rounds }), context)[0]?.value;
    };
    assert.equal(value('TRANSPORT-003'), 50);
    assert.equal(value('TRANSPORT-002'), undefined);
  });
  it('its own failures are not laid to the server, and few of the server are no pass', () => {
    const many = [
      ...Array.from({ length: 97 }, () => ok(5)),
      bad('TRANSPORT-003', 'x'),
      ...Array.from({ length: 2 }, () => bad('TRANSPORT-002', 'slow')),
    ];
    const level = analyseLevel({ level: 100, load: 'at-once', rounds: [[round(many, 0.95, 1)]] });
    const strict = tlsLoadMeasurements(level, { ...context, failureLimit: 0.5 })[0];
    assert.deepEqual([strict?.value, strict?.k, strict?.n], [1, 1, 100]);
    const lenient = tlsLoadMeasurements(level, { ...context, failureLimit: 5 })[0];
    assert.deepEqual([lenient?.value, typeof lenient?.unavailable], [undefined, 'string']);
  });
  it('with a server that is as busy both are told, and the value stands', () => {
    const level = analyseLevel({
      level: 2,
      load: 'at-once',
      rounds: [[round([ok(5), ok(6)], 0.95, 1)]],
      server: serverOf(0.9),
    });
    const [, time] = tlsLoadMeasurements(level, context);
    assert.deepEqual([time?.unavailable, time?.value, time?.labels?.['bottleneck']], [undefined, 6, 'shared']);
    assert.match(time?.caveats?.join() ?? '', /may do better/);
  });
});

describe('the curve', () => {
  const closed = (level: number, seconds: number, cpu = 0) => {
    const each = (seconds * 1000) / 200;
    const all = Array.from({ length: 200 }, (_, i) => ok(each, i * each));
    return analyseLevel({ level, load: 'closed', rounds: [[round(all, cpu, seconds)]] });
  };
  it('has its knee where more vehicles stop bringing more handshakes a second', () => {
    assert.equal(kneeOf([closed(1, 2), closed(8, 0.5), closed(32, 0.5)]), 8);
    assert.equal(kneeOf([closed(1, 2), closed(8, 0.5), closed(32, 0.52), closed(64, 0.51)]), 8);
  });
  it('has none when the last level is still better, and none without a handshake', () => {
    assert.equal(kneeOf([closed(1, 2), closed(8, 0.5)]), undefined);
    assert.equal(kneeOf([atOnce(1, [round([bad('A', 'x')])])]), undefined);
  });
  it('the capacity is the rate on the plateau, with its interval', () => {
    const curve = loadCurve([closed(1, 2), closed(8, 0.5), closed(32, 0.5)]);
    const { capacity } = curve;
    assert.ok(capacity !== undefined && capacity.low < 400.01 && capacity.high > 399.99);
    assert.ok(Math.abs(capacity.perSecond - 400) < 0.01);
    assert.equal(isLowerBound(curve), false);
    assert.equal(isLowerBound(loadCurve([closed(1, 2), closed(8, 0.5, 0.49), closed(32, 0.5, 0.49)])), true);
  });
  it('a gateway without CPU to spare is full, although the machine became faster from level to level', () => {
    const full = (level: number, seconds: number, server: number) => {
      const each = (seconds * 1000) / 200;
      const all = Array.from({ length: 200 }, (_, i) => ok(each, i * each));
      const rounds = [[round(all, 0.1, seconds)]];
      return analyseLevel({ level, load: 'closed', rounds, server: serverOf(server * seconds) });
    };
    const curve = loadCurve([full(1, 4, 0.5), full(4, 4, 0.9), full(16, 3.4, 0.99), full(64, 3, 0.99)]);
    assert.deepEqual([curve.knee, curve.bottleneck?.limit, isLowerBound(curve)], [4, 'gateway', false]);
    assert.ok(Math.abs(curve.capacity!.perSecond - 200 / 3) < 0.01);
    assert.equal(loadCurve([full(1, 4, 0.5), full(4, 3, 0.6), full(16, 2, 0.99)]).capacity, undefined);
  });
  it('open load: the knee is the last rate that the server kept up with', () => {
    const open = (level: number, wall: number) => {
      const all = Array.from({ length: 100 }, (_, i) => ok(5, (i * 1000) / level));
      return analyseLevel({ level, load: 'open', rounds: [[round(all, 0.1, wall)]] });
    };
    assert.equal(kneeOf([open(10, 9.91), open(20, 4.96), open(40, 4)]), 20);
    assert.equal(kneeOf([open(10, 9.91), open(20, 4.96)]), undefined);
  });
});
