import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerTime, type TimeReading } from '../../../src/gateway/sep2/session/server-time.js';
import { ManualClock } from '../../support/manual-clock.js';
import { faultsOf } from './support/events.js';

const reading = (currentS: number, changes: Partial<TimeReading> = {}): TimeReading => ({
  currentS,
  quality: 4,
  tzOffsetS: 0,
  dstOffsetS: 0,
  dstStartS: 0,
  dstEndS: 0,
  ...changes,
});

/** A clock at 1000.4 s and the time of a request that took 100 ms. */
function at1000(): { readonly clock: ManualClock; readonly sentNs: bigint } {
  const clock = new ManualClock();
  clock.advance(1_000_300);
  const sentNs = clock.monotonicNs();
  clock.advance(100);
  return { clock, sentNs };
}

test('a server that says the second of the own clock has the own clock: whole seconds are no offset', () => {
  const { clock, sentNs } = at1000();
  const time = new ServerTime(clock, faultsOf());
  assert.equal(time.take(reading(1000), sentNs), 0);
  assert.equal(time.nowS(), 1000.4);
});

test('an offset moves the time of events, in both directions', () => {
  for (const offset of [3600, -3600]) {
    const { clock, sentNs } = at1000();
    const time = new ServerTime(clock, faultsOf());
    const found = time.take(reading(1000 + offset), sentNs);
    assert.ok(Math.abs(found - offset) <= 0.6, String(found));
    clock.advance(5000);
    assert.ok(Math.abs(time.nowS() - (1005.4 + offset)) <= 0.6);
  }
});

test('the offset that was known before a restart holds until the first reading', () => {
  const { clock } = at1000();
  assert.equal(new ServerTime(clock, faultsOf(), 60).nowS(), 1060.4);
});

test('fault ignore-server-time', () => {
  const { clock, sentNs } = at1000();
  const time = new ServerTime(clock, faultsOf('ignore-server-time'), 60);
  time.take(reading(5000), sentNs);
  assert.equal(time.nowS(), 1000.4);
});

test('zone and summer time of the server', () => {
  const { clock, sentNs } = at1000();
  const time = new ServerTime(clock, faultsOf());
  const rules = { tzOffsetS: 3600, dstOffsetS: 3600, dstStartS: 900, dstEndS: 1100 };
  time.take(reading(1000, rules), sentNs);
  assert.equal(time.facts.localOffsetS, 7200);
  clock.advance(200_000);
  assert.equal(time.facts.localOffsetS, 3600);
});
