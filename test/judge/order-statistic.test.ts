import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fewestForPercentile,
  lowerRank,
  percentileBounds,
  percentileOf,
  upperRank,
} from '../../src/judge/order-statistic.js';
import { seeded } from './seeded.js';

describe('order statistics: the ranks of design/statistics.md', () => {
  const table = [
    [50, 100, 59],
    [50, 1000, 527],
    [95, 100, 99],
    [95, 1000, 962],
    [99, 1000, 996],
    [99, 10000, 9917],
    [99.9, 3000, 3000],
    [99.9, 10000, 9996],
  ] as const;
  for (const [percentile, n, rank] of table) {
    it(`p${percentile} of ${n} is bounded by rank ${rank}`, () => {
      assert.equal(upperRank(n, percentile / 100, 0.95), rank);
    });
  }
  it('refuses a percentile from too few samples and says how many are needed', () => {
    for (const [percentile, needed] of [
      [50, 5],
      [95, 59],
      [99, 299],
      [99.9, 2995],
    ] as const) {
      assert.equal(fewestForPercentile(percentile / 100, 0.95), needed);
      const few = Array.from({ length: needed - 1 }, (_, i) => i);
      const refused = percentileOf(few, percentile);
      assert.ok(!refused.claimable);
      assert.equal(refused.needsAtLeast, needed);
      assert.match(refused.reason, new RegExp(`not claimable from ${needed - 1} samples, needs at least ${needed}`));
      assert.ok(percentileOf([...few, 1], percentile).claimable);
    }
  });
  it('a sample that never arrived counts as above everything and is not dropped', () => {
    const samples = Array.from({ length: 95 }, (_, i) => i);
    const all = percentileOf(samples, 95, 0.95, 5);
    assert.ok(all.claimable);
    assert.equal(all.upper, Number.POSITIVE_INFINITY);
    assert.equal(all.estimate, 94);
  });
  it('for display: bounds that are numbers, and nothing where nothing can be claimed', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    assert.deepEqual(percentileBounds(hundred, 50), { value: 50, low: 42, high: 59 });
    assert.deepEqual(percentileBounds(hundred, 99), {});
    assert.deepEqual(percentileBounds(hundred.slice(0, 95), 95, 0.95, 5), { value: 95, low: 91 });
  });
  it('the bounds enclose the true quantile about as often as they claim (simulation)', () => {
    const random = seeded(99);
    const runs = 1500;
    for (const [p, n] of [
      [0.5, 40],
      [0.95, 200],
    ] as const) {
      let above = 0;
      let below = 0;
      const up = upperRank(n, p, 0.95)!;
      const down = lowerRank(n, p, 0.95)!;
      for (let run = 0; run < runs; run++) {
        const sorted = Array.from({ length: n }, random).sort((a, b) => a - b);
        if (sorted[up - 1]! >= p) above++;
        if (sorted[down - 1]! <= p) below++;
      }
      assert.ok(above / runs > 0.93, `upper ${above}/${runs}`);
      assert.ok(below / runs > 0.93, `lower ${below}/${runs}`);
    }
  });
  it('the rank is the smallest that suffices', () => {
    const random = seeded(3);
    for (let trial = 0; trial < 100; trial++) {
      const n = 1 + Math.floor(random() * 3000);
      const p = 0.01 + random() * 0.98;
      const up = upperRank(n, p, 0.95);
      const down = lowerRank(n, p, 0.95);
      if (up !== undefined && down !== undefined) assert.ok(down <= up);
      if (up !== undefined) assert.ok(up >= 1 && up <= n);
    }
  });
});
