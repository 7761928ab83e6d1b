import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { AllowanceRamp, type RampPace } from '../../../src/gateway/grid/allowance-ramp.js';
import { type GridAllowance, unlimited } from '../../../src/gateway/grid/grid-allowance.js';
import { faultsOf } from './support/events.js';

const second = 1_000_000_000n;
const of = (changes: Partial<GridAllowance>): GridAllowance => ({ ...unlimited, isolate: false, ...changes });

function ramp(fault?: FaultName, start: GridAllowance = unlimited): AllowanceRamp {
  return new AllowanceRamp({ ratedW: 10_000, zeroIsStop: true, faults: faultsOf(...(fault ? [fault] : [])) }, start);
}

const slow: RampPace = { kind: 'rate', wPerS: 1000 };

test('a stop is never delayed, whatever the pace', () => {
  const moving = ramp();
  moving.aim(of({ stop: true }), slow, 8000, 0n);
  assert.equal(moving.at(0n).stop, true);
});

test('a bound falls from the power that flows, at the rate', () => {
  const moving = ramp();
  moving.aim(of({ maxChargeW: 2000 }), slow, 6000, 0n);
  assert.deepEqual(
    [0n, second, 3n * second, 4n * second, 9n * second].map((at) => moving.at(at).maxChargeW),
    [6000, 5000, 3000, 2000, 2000],
  );
  assert.equal(moving.settled(3n * second), false);
  assert.equal(moving.settled(4n * second), true);
});

test('discharge has its own bound; the other direction is left alone', () => {
  const moving = ramp();
  moving.aim(of({ maxDischargeW: 1000 }), slow, -5000, 0n);
  assert.deepEqual([moving.at(second).maxDischargeW, moving.at(second).maxChargeW], [4000, Number.POSITIVE_INFINITY]);
});

test('a bound of 0 W is a stop and not ramped by the default rate, but by a time of its own', () => {
  const moving = ramp();
  moving.aim(of({ maxChargeW: 0 }), slow, 6000, 0n);
  assert.equal(moving.at(0n).maxChargeW, 0);
  const timed = ramp();
  timed.aim(of({ maxChargeW: 0 }), { kind: 'within', seconds: 6 }, 6000, 0n);
  assert.equal(timed.at(3n * second).maxChargeW, 3000);
});

test('a bound that is lifted rises at the rate until the rating, then is gone', () => {
  const moving = ramp(undefined, of({ maxChargeW: 2000 }));
  moving.aim(unlimited, slow, 2000, 0n);
  assert.equal(moving.at(3n * second).maxChargeW, 5000);
  assert.equal(moving.at(8n * second).maxChargeW, Number.POSITIVE_INFINITY);
  assert.equal(moving.settled(8n * second), true);
});

test('the return from a stop rises from nothing', () => {
  const moving = ramp(undefined, of({ stop: true, maxChargeW: 0, maxDischargeW: 0 }));
  moving.aim(of({ maxDischargeW: 4000 }), slow, 0, 0n);
  assert.deepEqual([moving.at(0n).stop, moving.at(second).maxDischargeW], [false, 1000]);
});

test('an aim in the middle of a ramp goes on from where it is', () => {
  const moving = ramp();
  moving.aim(of({ maxChargeW: 2000 }), slow, 8000, 0n);
  moving.aim(of({ maxChargeW: 9000 }), slow, 7000, second);
  assert.equal(moving.at(2n * second).maxChargeW, 8000);
});

test('a set point moves from the power that flows', () => {
  const moving = ramp();
  moving.aim(of({ setpointW: -4000 }), slow, 0, 0n);
  assert.equal(moving.at(second).setpointW, -1000);
});

test('fault ramp-in-steps: a stop comes down by a tenth a second', () => {
  const moving = ramp('ramp-in-steps');
  moving.aim(of({ stop: true }), { kind: 'at-once' }, -5000, 0n);
  const at = (s: number) => moving.at(BigInt(Math.round(s * 1e9)));
  assert.deepEqual(
    [at(0.9), at(1), at(1.5), at(4)].map(({ maxDischargeW }) => maxDischargeW),
    [5000, 4000, 4000, 1000],
  );
  assert.deepEqual([at(4.9).stop, at(5).stop], [false, true]);
});
