import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WireSegment } from '../../suites/engine/wire-watch.js';
import { talkBefore } from '../../suites/evcc-iso15118-2/ending.js';
import type { EvccScene } from '../../suites/evcc-iso15118-2/evcc-scene.js';
import { allRoundTrips } from '../../suites/iso15118-2/wire-times.js';

const over = (security: 'none' | 'tls') => ({ harness: { variant: { security } } }) as unknown as EvccScene;

/** A segment of so many octets, at this time in ms. */
function segment(ms: number, direction: WireSegment['direction'], payloadBytes: number, fin = false): WireSegment {
  return { ns: BigInt(ms) * 1_000_000n, direction, payloadBytes, fin, rst: false };
}

const request = segment(100, 'sent', 101);
const answer = segment(110, 'received', 117);
const farewell = segment(400, 'sent', 85);
const closeNotify = segment(5110, 'sent', 69);
const end = segment(5111, 'sent', 0, true);
const theirs = [segment(5112, 'received', 69), segment(5113, 'received', 0, true)];

describe('what was said before a vehicle ended its connection', () => {
  it('is over TLS without the close_notify of either side', () => {
    const all = [request, answer, closeNotify, end, ...theirs];
    assert.deepEqual(talkBefore(all, end, over('tls')), [request, answer]);
    assert.equal(allRoundTrips(talkBefore(all, end, over('tls'))).length, 1);
  });

  it('keeps a message that goes just before the end, and one as short as an alert that goes long before it', () => {
    const last = segment(5110, 'sent', 85);
    assert.deepEqual(talkBefore([request, answer, last, end], end, over('tls')), [request, answer, last]);
    const short = segment(400, 'sent', 69);
    assert.deepEqual(talkBefore([request, answer, short, end], end, over('tls')), [request, answer, short]);
  });

  it('is every segment with payload on plain TCP, where nothing is so short', () => {
    const stop = segment(5110, 'sent', 22);
    assert.deepEqual(talkBefore([request, answer, farewell, stop, end], end, over('none')), [
      request,
      answer,
      farewell,
      stop,
    ]);
  });
});
