import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnFrames } from '../../../src/transport/raw/own-frames.js';

const frame = (n: number) => Uint8Array.from([n & 255, n >> 8, 1, 2]);

test('a frame that was sent is taken once for each time, an equal one after that is of somebody else', () => {
  const own = new OwnFrames();
  own.add(frame(1));
  own.add(frame(1));
  assert.deepEqual(
    [own.take(frame(2)), own.take(frame(1)), own.take(frame(1)), own.take(frame(1))],
    [false, true, true, false],
  );
});

test('frames that a capture lost do not pile up', () => {
  const own = new OwnFrames();
  for (let n = 0; n < 10_000; n++) own.add(frame(n));
  assert.equal(own.take(frame(0)), false, 'the oldest is forgotten');
  assert.equal(own.take(frame(9_999)), true);
});
