import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Multimeter } from '../../../src/bench/capabilities/multimeter.js';
import { dutyFor, dutyMeaning } from '../../../src/probes/pilot-line/duty-cycle.js';
import { type PilotContext, pilotMeasurements } from '../../../src/probes/pilot-line/pilot-measurements.js';
import { type PilotState, pilotState, possibleStates } from '../../../src/probes/pilot-line/pilot-states.js';
import { pilotByHand, readPilot } from '../../../src/probes/pilot-line/read-pilot.js';
import { pilotSignal, readingsOf } from '../../../src/probes/pilot-line/two-level-signal.js';

/** A multimeter at a pilot with this level and duty cycle; U in V. */
function meter(level: number, duty: number, U = 0.003, negative = -12): Pick<Multimeter, 'read'> {
  const { dcVolts, acVolts } = readingsOf(level, duty, negative);
  return {
    read: async (quantity) => ({ kind: 'value', value: quantity === 'dc-volts' ? dcVolts : acVolts, at: 0n, U }),
  };
}
const context = (expected: PilotState): PilotContext => ({
  expected,
  instrument: { name: 'multimeter' },
  method: 'two readings',
  evidence: [],
  takenAt: '2026-01-01',
});
const read12 = { value: -12, U: 0.003 };

describe('states of the control pilot', () => {
  it('a voltage between two windows is no state, one on an edge may be two', () => {
    assert.deepEqual([12, 9, 6, 3, 0, -12, 7.5, -5].map(pilotState), [
      'A',
      'B',
      'C',
      'D',
      'E',
      'F',
      undefined,
      undefined,
    ]);
    assert.deepEqual(possibleStates(7.5, 0.6), ['B', 'C']);
    assert.deepEqual(possibleStates(7.5, 0.1), []);
  });
  it('a duty cycle and the current that it offers are inverse', () => {
    for (const amperes of [6, 10, 16, 32, 51, 63, 80]) {
      const meaning = dutyMeaning(dutyFor(amperes) ?? 0);
      assert.ok(meaning.kind === 'current' && Math.abs(meaning.amperes - amperes) < 1e-9, String(amperes));
    }
    assert.equal(dutyMeaning(5).kind, 'digital');
    assert.deepEqual(
      [2, 7.5, 98].map((percent) => dutyMeaning(percent).kind),
      ['none', 'none', 'none'],
    );
    assert.equal(dutyFor(5), undefined);
  });
});

describe('a square wave read with a multimeter', () => {
  for (const [level, duty] of [
    [9, 5],
    [6, 5],
    [3, 5],
    [9, 16.7],
    [6, 53.3],
    [12, 96],
  ] as const) {
    it(`${level} V at ${duty} % comes back from mean and RMS`, () => {
      const { dcVolts, acVolts } = readingsOf(level, duty);
      const signal = pilotSignal({ value: dcVolts, U: 0.003 }, { value: acVolts, U: 0.003 }, read12);
      assert.ok(signal.kind === 'square');
      assert.ok(Math.abs(signal.level.value - level) < 1e-6 && Math.abs(signal.duty.value - duty) < 1e-6);
      assert.ok(signal.level.U > 0 && signal.level.U < 0.5, `U = ${signal.level.U}`);
    });
  }
  it('an error of the negative level counts nineteen times at 5 %, and is carried', () => {
    const { dcVolts, acVolts } = readingsOf(9, 5);
    const U = (negativeU: number) => {
      const signal = pilotSignal({ value: dcVolts, U: 0 }, { value: acVolts, U: 0 }, { value: -12, U: negativeU });
      return signal.kind === 'square' ? signal.level.U : Number.NaN;
    };
    assert.ok(Math.abs(U(0.01) / 0.01 - 19) < 0.2, String(U(0.01)));
  });
  it('an alternating voltage below the negative level is neither', () => {
    assert.equal(pilotSignal({ value: -13, U: 0 }, { value: 4, U: 0 }, read12).kind, 'neither');
  });
});

describe('measurements of the pilot', () => {
  it('a steady level is its voltage, without a duty cycle', async () => {
    const measured = pilotMeasurements(await readPilot(meter(12, 100)), context('A'));
    assert.deepEqual(
      measured.map(({ id }) => id),
      ['pilot-voltage-a'],
    );
    assert.ok(Math.abs(Number(measured[0]?.value) - 12) < 1e-9);
  });
  it('state B with digital communication has both', async () => {
    const [volts, duty] = pilotMeasurements(await readPilot(meter(9, 5)), { ...context('B'), negative: read12 });
    assert.deepEqual(
      [volts?.id, duty?.id, duty?.caveats],
      ['pilot-voltage-b', 'pilot-duty-cycle', [dutyMeaning(5).text]],
    );
    assert.ok(Math.abs(Number(volts?.value) - 9) < 1e-6 && Math.abs(Number(duty?.value) - 5) < 1e-6);
  });
  it('without the level of state F the standard leaves the positive level open, and says so', async () => {
    const [volts] = pilotMeasurements(await readPilot(meter(9, 5)), context('B'));
    assert.ok((volts?.U ?? 0) > 5);
    assert.match(volts?.caveats?.join() ?? '', /read it in state F/);
  });
  it('another state than the one that was set is told', async () => {
    const [volts] = pilotMeasurements(await readPilot(meter(6, 5)), { ...context('B'), negative: read12 });
    assert.match(volts?.caveats?.join() ?? '', /the line shows state C, not B/);
  });
  it('a meter that does not answer, and a person who does not, leave it unmeasured with the reason', async () => {
    const silent = await readPilot({ read: async () => ({ kind: 'unavailable', detail: 'timed out' }) });
    assert.equal(pilotMeasurements(silent, context('A'))[0]?.unavailable, 'DC volts: timed out');
    const nobody = pilotByHand({ kind: 'none', why: 'nobody is there' }, 0.1);
    assert.equal(pilotMeasurements(nobody, context('A'))[0]?.unavailable, 'nobody is there');
    const yes = pilotByHand({ kind: 'answer', value: true, by: 'a', at: 'b', origin: 'person' }, 0.1);
    assert.deepEqual(yes, { kind: 'unread', why: 'the answer is no voltage' });
  });
});
