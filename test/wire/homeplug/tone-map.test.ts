import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCarriers, carrierMHz, packToneMap, unpackToneMap } from '../../../src/wire/homeplug/tone-map.js';

test('tone maps pack two carriers a byte, low nibble first', () => {
  assert.equal(packToneMap([1, 2, 3]), '2103');
  assert.deepEqual(unpackToneMap('2103', 3), [1, 2, 3]);
  assert.deepEqual(unpackToneMap('21', 5), [1, 2], 'a short map gives fewer carriers');
});

test('the carriers of a map lie between 1.8 and 30 MHz', () => {
  assert.equal(carrierMHz(0).toFixed(3), '1.807');
  assert.equal(carrierMHz(allCarriers - 1).toFixed(3), '29.980');
});
