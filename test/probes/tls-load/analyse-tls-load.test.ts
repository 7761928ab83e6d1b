import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseLevel, kneeOf } from '../../../src/probes/tls-load/analyse-tls-load.js';
import type { Handshake, RoundRecord } from '../../../src/probes/tls-load/handshake-record.js';
import { tlsLoadMeasurements } from '../../../src/probes/tls-load/tls-load-measurement.js';
import { tlsLoadPlan } from '../../../src/probes/tls-load/tls-load-plan.js';

const ok = (totalMs: number, startMs = 0, confirmed = true): Handshake => ({
  startMs,
  totalMs,
  outcome: 'ok',
  version: 'TLSv1.2',
  confirmed,
});
const bad = (code: string, cause: string): Handshake => ({ startMs: 0, totalMs: 1, outcome: 'failed', code, cause });
const round = (handshakes: readonly Handshake[], cpuSeconds = 0.1, wallSeconds = 1, p99 = 1): RoundRecord => ({
  handshakes,
  loopDelayMs: { p50: 0, p99, max: p99 },
  cpuSeconds,
  wallSeconds,
});
const plan = tlsLoadPlan({ host: '::1', port: 1, roots: [] });

describe('a level of concurrency', () => {
  it('counts failures by cause and keeps the order', () => {
    const level = analyseLevel(3, [
      [round([ok(10), bad('A', 'x'), ok(30)])],
      [round([ok(20), bad('A', 'x'), bad('B', 'y')])],
    ]);
    assert.deepEqual([level.handshakes, level.failures, level.causes], [6, 3, { 'A: x': 2, 'B: y': 1 }]);
    assert.deepEqual(level.indicators, [0, 1, 0, 0, 1, 1]);
    assert.deepEqual(level.timesMs, [10, 30, 20]);
    assert.deepEqual(level.percentiles, { p50: 20, p95: 30, p99: 30, max: 30 });
    assert.equal(level.perSecond, 3);
  });
  it('takes the slowest process of a round for its duration and the busiest for the load', () => {
    const level = analyseLevel(2, [[round([ok(1, 0)], 0.9, 1, 7), round([ok(1, 4)], 0.2, 2, 3)]]);
    assert.deepEqual(
      [level.perSecond, level.generatorLoad, level.saturated, level.spreadMs, level.loopDelayP99Ms],
      [1, 0.9, true, 4, 7],
    );
  });
  it('all failed: no percentile, no crash', () => {
    const level = analyseLevel(1, [[round([bad('A', 'x')])]]);
    assert.equal(level.percentiles, undefined);
    const [failures, time] = tlsLoadMeasurements(level, plan, [], 'x');
    assert.deepEqual([failures?.value, time?.value, time?.censored], [100, undefined, 1]);
  });
  it('a handshake that the server never confirmed counts as failed; a saturated generator says so', () => {
    const [failures, time] = tlsLoadMeasurements(
      analyseLevel(2, [[round([ok(5), ok(6, 0, false)], 1, 1)]]),
      plan,
      ['e'],
      'x',
    );
    assert.deepEqual([failures?.k, failures?.n], [1, 2]);
    assert.equal(time?.labels?.['bottleneck'], 'generator');
    assert.match(time?.caveats?.join() ?? '', /times are partly its own/);
  });
  it('the knee is where more vehicles stop bringing more handshakes a second', () => {
    const at = (level: number, seconds: number) =>
      analyseLevel(level, [
        [
          round(
            Array.from({ length: level }, () => ok(1)),
            0,
            seconds,
          ),
        ],
      ]);
    assert.equal(kneeOf([at(1, 0.01), at(8, 0.02), at(32, 0.08)]), 8);
    assert.equal(kneeOf([at(1, 0.01), at(8, 0.02)]), undefined);
  });
});
