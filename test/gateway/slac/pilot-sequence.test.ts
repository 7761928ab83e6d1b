import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PilotOutputConfig } from '../../../src/gateway/config/slac-config.js';
import { noFaults } from '../../../src/gateway/faults/faults.js';
import { PilotSequence } from '../../../src/gateway/slac/pilot-sequence.js';
import { ManualClock } from '../../support/manual-clock.js';

const settings: PilotOutputConfig = {
  initial_duty_percent: 5,
  nominal_duty_percent: 50,
  step_ef_s: 4,
  step_x1_s: 3,
  connection_loss: 'A',
};

function sequence(kind: 'ac' | 'dc', changes: Partial<PilotOutputConfig> = {}) {
  const clock = new ManualClock();
  const log: string[] = [];
  const matching = {
    phase: 'open',
    reopen: () => void log.push('reopen'),
    shut: () => void log.push('shut'),
    resume: async () => void log.push('resume'),
  };
  const pilot = new PilotSequence({
    clock,
    kind,
    settings: { ...settings, ...changes },
    faults: noFaults,
    matching,
    drive: (signal) => void log.push(signal.kind === 'oscillating' ? `${signal.dutyPercent} %` : signal.kind),
  });
  return { clock, pilot, log, matching };
}

test('DC: 5 % from the plug-in on, nothing after the unplugging', () => {
  const { pilot, log } = sequence('dc');
  pilot.vehicle('B');
  pilot.vehicle('A');
  assert.deepEqual(log, ['5 %', 'steady']);
});

test('AC: without a matching state E and 5 % again, twice, then nothing', () => {
  const { clock, pilot, log } = sequence('ac');
  pilot.vehicle('B');
  for (let round = 0; round < 3; round++) {
    pilot.tell({ kind: 'init-timeout' });
    clock.advance(3999);
    clock.advance(1);
  }
  assert.deepEqual(log, ['5 %', 'shut', 'E', '5 %', 'reopen', 'shut', 'E', '5 %', 'reopen', 'steady']);
});

test('AC: authorised after the plug-in by E, during the matching over X1, before it at once', () => {
  const after = sequence('ac');
  after.pilot.vehicle('B');
  after.pilot.authorised();
  after.clock.advance(4000);
  assert.deepEqual(after.log, ['5 %', 'shut', 'E', '50 %', 'reopen']);
  const during = sequence('ac');
  during.pilot.vehicle('B');
  during.pilot.tell({ kind: 'parameters', vehicle: 'x', runId: 'y' });
  during.pilot.authorised();
  during.clock.advance(3000);
  assert.deepEqual(during.log, ['5 %', 'steady', '50 %']);
  const before = sequence('ac');
  before.pilot.authorised();
  before.pilot.vehicle('B');
  assert.deepEqual(before.log, ['50 %']);
});

test('a session that fails: no oscillation at once, then the loss of the link; option B and an open matching go on', () => {
  const dc = sequence('dc');
  dc.pilot.vehicle('B');
  dc.pilot.sessionFailing();
  assert.deepEqual(dc.log, ['5 %'], 'nobody is linked');
  dc.matching.phase = 'linked';
  dc.pilot.sessionFailing();
  assert.deepEqual(dc.log, ['5 %', 'steady']);
  dc.pilot.tell({ kind: 'link-lost', while: 'linked' });
  dc.clock.advance(4000);
  assert.deepEqual(dc.log.slice(-4), ['shut', 'E', '5 %', 'reopen']);
  const b = sequence('ac', { connection_loss: 'B' });
  b.pilot.vehicle('B');
  b.matching.phase = 'linked';
  b.pilot.sessionFailing();
  assert.deepEqual(b.log, ['5 %']);
});

test('a lost link: X1, E, then as at the plug-in; option B stays at the current limit', () => {
  const a = sequence('dc');
  a.pilot.vehicle('B');
  a.pilot.tell({ kind: 'link-lost', while: 'linked' });
  a.clock.advance(4000);
  assert.deepEqual(a.log, ['5 %', 'steady', 'shut', 'E', '5 %', 'reopen']);
  const b = sequence('ac', { connection_loss: 'B' });
  b.pilot.authorised();
  b.pilot.vehicle('B');
  b.pilot.tell({ kind: 'link-lost', while: 'linked' });
  assert.deepEqual(b.log, ['50 %', 'reopen']);
});

test('pause: no oscillation; a toggle wakes it, not before T_step_X1', () => {
  const { clock, pilot, log } = sequence('dc');
  pilot.vehicle('B');
  pilot.sessionOver('pause');
  clock.advance(1000);
  pilot.vehicle('C');
  pilot.vehicle('B');
  clock.advance(1999);
  assert.deepEqual(log, ['5 %', 'steady']);
  clock.advance(1);
  assert.deepEqual(log, ['5 %', 'steady', '5 %', 'resume']);
});

test('pause: a charger that wakes does so by its own time', () => {
  const { clock, pilot, log } = sequence('ac', { wake_up_s: 5 });
  pilot.vehicle('B');
  pilot.sessionOver('pause');
  clock.advance(5000);
  assert.deepEqual(log, ['5 %', 'steady', '50 %', 'resume']);
});
