import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Measurement } from '../../src/judge/measurement.js';
import type { Measured } from '../../src/probes/measured.js';
import { expandedUncertainty, fromExpanded, rectangular } from '../../src/probes/uncertainty-budget.js';

it("what a probe measures has the shape of the judge's measurement (checked by the compiler)", () => {
  const measured: Measured = { id: 'q', value: 1, unit: 's', method: 'm', evidence: [] };
  const asMeasurement: Measurement = measured;
  assert.equal(asMeasurement.id, 'q');
});

it('a budget is combined as the root of the sum of squares, k = 2', () => {
  const budget = [rectangular('sampling', 12, 'ms'), fromExpanded('clock', 2, 'ms')];
  assert.ok(Math.abs(budget[0]!.u - Math.sqrt(12)) < 1e-12);
  assert.ok(Math.abs(expandedUncertainty(budget) - 2 * Math.sqrt(12 + 1)) < 1e-12);
});
