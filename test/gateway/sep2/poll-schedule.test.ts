import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { PollSchedule } from '../../../src/gateway/sep2/poll/poll-schedule.js';
import { faultsOf } from './support/events.js';

const s = (seconds: number): bigint => BigInt(Math.round(seconds * 1e9));

/** Times at which a resource with this rate is polled when every answer takes half a second. */
function polls(rates: readonly number[], fault?: FaultName, overrideS?: number): readonly number[] {
  const schedule = new PollSchedule(faultsOf(...(fault ? [fault] : [])), overrideS);
  schedule.add('x', 0n);
  const times: number[] = [];
  let now = 0n;
  for (const rate of rates) {
    now += BigInt(schedule.nextMs(now) ?? 0) * 1_000_000n;
    assert.equal(schedule.due(now), 'x');
    times.push(Number(now) / 1e9);
    schedule.done('x', now, rate);
    now += s(0.5);
  }
  return times;
}

test('the next poll is one rate after the last one began', () => {
  assert.deepEqual(polls([60, 60, 60]), [0, 60, 120]);
});

test('a rate that changes counts from the answer that brought it', () => {
  assert.deepEqual(polls([60, 120, 30, 30]), [0, 60, 180, 210]);
});

test('an override stands for every rate', () => {
  assert.deepEqual(polls([60, 60], undefined, 2), [0, 2]);
});

for (const [fault, expected] of [
  ['poll-too-fast', [0, 15, 30]],
  ['poll-too-slow', [0, 180, 360]],
] as const) {
  test(`fault ${fault}`, () => assert.deepEqual(polls([60, 60, 60], fault), expected));
}

test('fault ignore-poll-rate-change', () => {
  assert.deepEqual(polls([60, 5, 5], 'ignore-poll-rate-change'), [0, 60, 120]);
});

test('a rate of 0 is no busy loop, and none at all is the default of the schema', () => {
  const schedule = new PollSchedule(faultsOf());
  schedule.add('x', 0n);
  schedule.done('x', 0n, 0);
  assert.ok((schedule.nextMs(0n) ?? 0) >= 50);
  schedule.done('x', 0n, undefined);
  assert.equal(schedule.nextMs(0n), 900_000);
});

test('what failed comes back when it is told, what is hurried at once; the longest due first', () => {
  const schedule = new PollSchedule(faultsOf());
  for (const key of ['a', 'b']) {
    schedule.add(key, 0n);
    schedule.done(key, 0n, 100);
  }
  schedule.later('a', 0n, 5);
  assert.equal(schedule.nextMs(0n), 5000);
  schedule.hurry(s(10), (key) => key === 'b');
  assert.equal(schedule.due(s(10)), 'a');
  schedule.remove('a');
  assert.equal(schedule.due(s(10)), 'b');
});
