import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allCarriers,
  carrierMHz,
  packToneMap,
  unmaskedCarriers,
  unpackToneMap,
} from '../../../src/wire/homeplug/tone-map.js';

test('tone maps pack two carriers a byte, low nibble first', () => {
  assert.equal(packToneMap([1, 2, 3]), '2103');
  assert.deepEqual(unpackToneMap('2103', 3), [1, 2, 3]);
  assert.deepEqual(unpackToneMap('21', 5), [1, 2], 'a short map gives fewer carriers');
});

test('the carriers of a map lie between 1.8 and 30 MHz', () => {
  assert.equal(carrierMHz(0).toFixed(3), '1.807');
  assert.equal(carrierMHz(allCarriers - 1).toFixed(3), '29.980');
});

test('a map of 917 carriers leaves the amateur bands out, and ends where the mask of North America does', () => {
  const all = Array.from({ length: unmaskedCarriers }, (_, index) => carrierMHz(index, unmaskedCarriers));
  assert.deepEqual(
    [all[0], all.at(-1)].map((one) => one?.toFixed(2)),
    ['2.10', '27.91'],
  );
  assert.ok(all.every((one, index) => index === 0 || one > all[index - 1]!));
  // Were there one more or one fewer in the runs of the mask, the numbers after it would be those of a map without gaps.
  assert.equal(carrierMHz(unmaskedCarriers, unmaskedCarriers), carrierMHz(unmaskedCarriers));
  const amateur = [
    [3.5, 4],
    [7, 7.3],
    [10.1, 10.15],
    [14, 14.35],
    [18.068, 18.168],
    [21, 21.45],
    [24.89, 24.99],
    [28, 29.7],
  ] as const;
  for (const [low, high] of amateur) assert.ok(!all.some((one) => one >= low && one <= high), `${low} to ${high} MHz`);
});
