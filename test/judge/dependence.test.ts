import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { effectiveSampleSize, lag1Autocorrelation } from '../../src/judge/dependence.js';
import { seeded } from './seeded.js';

describe('dependence between neighbouring samples', () => {
  it('finds the correlation of a Markov chain of known persistence', () => {
    // A two-state chain that keeps its state with probability 0.9 in both states has r = 0.8.
    const random = seeded(5);
    let state = 0;
    const series = Array.from({ length: 40_000 }, () => {
      if (random() > 0.9) state = 1 - state;
      return state;
    });
    const r = lag1Autocorrelation(series);
    assert.ok(r !== undefined && Math.abs(r - 0.8) < 0.02, `r = ${r}`);
    assert.ok(Math.abs(effectiveSampleSize(40_000, r) - 40_000 / 9) < 700);
  });
  it('is near zero for independent samples and negative for alternating ones', () => {
    const random = seeded(6);
    const r = lag1Autocorrelation(Array.from({ length: 20_000 }, () => (random() < 0.15 ? 1 : 0)));
    assert.ok(r !== undefined && Math.abs(r) < 0.03);
    const alternating = lag1Autocorrelation(Array.from({ length: 100 }, (_, i) => i % 2));
    assert.ok(alternating !== undefined && alternating < -0.9);
    assert.equal(effectiveSampleSize(100, alternating), 100);
  });
  it('says nothing about a series that does not vary or is too short', () => {
    assert.equal(lag1Autocorrelation([0, 0, 0, 0]), undefined);
    assert.equal(lag1Autocorrelation([0, 1]), undefined);
    assert.equal(effectiveSampleSize(10, undefined), 10);
    assert.equal(effectiveSampleSize(10, 0.999999), 1);
  });
});
