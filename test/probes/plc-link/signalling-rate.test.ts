import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type SignallingFrame,
  signallingMeasurement,
  signallingRate,
} from '../../../src/probes/plc-link/signalling-rate.js';

/** Frames of 1250 bytes (10 kbit) at these times, s. */
const at = (...seconds: number[]): SignallingFrame[] =>
  seconds.map((s) => ({ ns: BigInt(Math.round(s * 1e9)), bytes: 1250 }));
const facts = { windowS: 1, watchedS: 10, lost: 0, evidence: [], caveats: [], takenAt: '2026-01-01' };

describe('rate of signalling on the power line', () => {
  const cases: readonly (readonly [string, SignallingFrame[], number, number, number, number])[] = [
    ['one a second', at(0, 1, 2, 3), 1, 4, 10, 10],
    ['a burst counts in its own second', at(0, 5, 5.1, 5.2, 9), 1, 10, 30, 5],
    ['a window is half open: what is a window later is not in it', at(0, 1), 1, 2, 10, 10],
    ['a watch shorter than the window is its own window', at(0, 0.4), 5, 0.5, 40, 40],
    ['frames that come out of order', at(5.2, 5, 5.1), 1, 10, 30, 3],
    ['nothing', [], 1, 10, 0, 0],
  ];
  for (const [name, frames, window, watched, busiest, mean] of cases) {
    it(name, () => {
      const rate = signallingRate(frames, window, watched);
      assert.deepEqual(
        [rate.busiestKbps, rate.meanKbps].map((kbps) => Number(kbps.toFixed(6))),
        [busiest, mean],
      );
    });
  }
  it('says when the busiest window began', () => {
    assert.equal(signallingRate(at(0, 5, 5.1, 9), 1, 10).busiestAtS, 5);
  });
});

describe('its measurement', () => {
  it('carries a frame at the edge of the window as its uncertainty', () => {
    const { value, U, n } = signallingMeasurement(at(0, 0.5, 2), facts);
    assert.deepEqual([value, n], [20, 3]);
    assert.ok(Math.abs((U ?? 0) - (2 * 10) / Math.sqrt(3)) < 1e-9);
  });
  it('a line on which nothing was seen was not measured', () => {
    const measured = signallingMeasurement([], facts);
    assert.deepEqual([measured.value, measured.unavailable], [undefined, 'no signalling was seen on the line']);
  });
  it('a capture that lost frames does not tell the rate', () => {
    const measured = signallingMeasurement(at(0), { ...facts, lost: 2 });
    assert.equal(measured.value, undefined);
    assert.match(measured.unavailable ?? '', /lost 2 frames/);
    const mute = signallingMeasurement(at(0), { ...facts, lost: undefined });
    assert.match(mute.unavailable ?? '', /does not tell how many frames it lost/);
  });
});
