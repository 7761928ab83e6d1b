import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitBurstModel, fitGilbert } from '../../../src/probes/loss/gilbert-elliott.js';
import { duplicationOf, reorderingOf } from '../../../src/probes/loss/packet-order.js';
import { seededBytes } from '../seeded-bytes.js';

interface Elliott {
  readonly p: number;
  readonly r: number;
  readonly k: number;
  readonly h: number;
}

/** A series of Elliott's model; with k = 1 and h = 0 it is Gilbert's. */
function series(n: number, { p, r, k, h }: Elliott, seed: number): readonly number[] {
  const random = seededBytes(seed);
  const uniform = () => {
    const [a, b, c] = random(3);
    return (a! * 65_536 + b! * 256 + c!) / 2 ** 24;
  };
  let bad = uniform() < p / (p + r);
  return Array.from({ length: n }, () => {
    const lost = uniform() < (bad ? 1 - h : 1 - k) ? 1 : 0;
    bad = bad ? uniform() >= r : uniform() < p;
    return lost;
  });
}
const near = (value: number | undefined, truth: number, tolerance: number, what: string) =>
  assert.ok(Math.abs((value ?? Number.NaN) - truth) <= tolerance, `${what}: ${value}, not ${truth} +- ${tolerance}`);

describe('models of bursts', () => {
  it("finds Gilbert's parameters and takes his model for the simplest that fits", () => {
    const model = fitBurstModel(series(20_000, { p: 0.03, r: 0.25, k: 1, h: 0 }, 1));
    assert.equal(model?.kind, 'gilbert');
    near(model?.gilbert.p, 0.03, 0.004, 'p');
    near(model?.gilbert.r, 0.25, 0.02, 'r');
    near(model?.gilbert.meanBurst, 4, 0.35, 'mean burst');
    near(model?.gilbert.loss, 0.03 / 0.28, 0.012, 'loss');
  });
  it("finds Elliott's four, where the bad state lets some through", () => {
    const model = fitBurstModel(series(20_000, { p: 0.01, r: 0.04, k: 0.995, h: 0.4 }, 2));
    assert.equal(model?.kind, 'gilbert-elliott');
    near(model?.elliott.p, 0.01, 0.004, 'p');
    near(model?.elliott.r, 0.04, 0.012, 'r');
    near(model?.elliott.k, 0.995, 0.005, 'k');
    near(model?.elliott.h, 0.4, 0.06, 'h');
  });
  it('calls independent losses independent', () => {
    assert.equal(fitBurstModel(series(5000, { p: 0.5, r: 0.5, k: 0.9, h: 0.9 }, 3))?.kind, 'independent');
  });
  it('says nothing of too few losses, and of all or none', () => {
    assert.equal(
      fitBurstModel([...Array.from({ length: 9 }, () => 1), ...Array.from({ length: 500 }, () => 0)]),
      undefined,
    );
    assert.equal(fitGilbert([0, 0, 0]), undefined);
    assert.equal(fitGilbert([1, 1, 1]), undefined);
    assert.equal(fitGilbert([]), undefined);
  });
});

describe('order of packets', () => {
  it('extents: how many arrivals a packet came after the first that should have followed it', () => {
    assert.deepEqual(reorderingOf([1, 2, 3, 5, 6, 7, 4, 8]), {
      count: 1,
      ratio: 1 / 8,
      maxExtent: 3,
      extents: { 3: 1 },
    });
    assert.deepEqual(reorderingOf([1, 4, 2, 5, 3]), { count: 2, ratio: 2 / 5, maxExtent: 3, extents: { 1: 1, 3: 1 } });
    assert.deepEqual(reorderingOf([]), { count: 0, ratio: 0, maxExtent: 0, extents: {} });
  });
  it('holds against the definition, packet by packet', () => {
    const random = seededBytes(9);
    for (let round = 0; round < 50; round++) {
      const arrivals = Array.from({ length: 40 }, (_, i) => i).sort(() => random(1)[0]! - 128);
      const extents = arrivals.flatMap((sequence, i) => {
        const first = arrivals.findIndex((other, j) => j < i && other > sequence);
        return first < 0 ? [] : [i - first];
      });
      const found = reorderingOf(arrivals);
      assert.deepEqual([found.count, found.maxExtent], [extents.length, Math.max(0, ...extents)]);
    }
  });
  it('copies count once as packets and each as an extra', () => {
    assert.deepEqual(duplicationOf([5, 5, 5, 6, 7]), { packets: 1, extra: 2, rate: 2 / 3 });
    assert.deepEqual(duplicationOf([]), { packets: 0, extra: 0, rate: 0 });
  });
});
