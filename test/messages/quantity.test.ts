import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import type { Rounding } from '../../src/messages/decimal.js';
import { physicalValue, toNumber } from '../../src/messages/iso2/quantity.js';
import { rationalNumber, rationalToNumber } from '../../src/messages/iso20/common-types/rational-number.js';

const cases: readonly (readonly [number: number, multiplier: number, value: number, rounding?: Rounding])[] = [
  [0, 0, 0],
  [-0, 0, 0],
  [12, 0, 12],
  [400, 0, 400],
  [12.5, -1, 125],
  [32.1, -1, 321],
  [0.001, -3, 1],
  [-0.25, -2, -25],
  [32767, 0, 32767],
  [-32767, 0, -32767],
  [32768, 1, 3277],
  [32770, 1, 3277],
  [50000, 1, 5000],
  [150_000, 1, 15000],
  [32_767_000, 3, 32767],
  [230.25, -2, 23025],
  // Not exact: as fine as the short allows, halves away from zero.
  [0.0005, -3, 1],
  [0.0004, -3, 0],
  [-0.0005, -3, -1],
  [1 / 3, -3, 333],
  [400.123, -1, 4001],
  [400.15, -1, 4002],
  [400.19, -1, 4001, 'down'],
  [400.11, -1, 4002, 'up'],
  [-400.11, -1, -4002, 'down'],
  [-400.19, -1, -4001, 'up'],
  [99_999, 1, 10_000],
  [99_999, 1, 9999, 'down'],
  [5e-324, -3, 0],
  [5e-324, -3, 1, 'up'],
];

for (const [number, Multiplier, Value, rounding] of cases) {
  test(`${number} is ${Value} x 10^${Multiplier}${rounding === undefined ? '' : `, rounded ${rounding}`}`, () => {
    assert.deepEqual(physicalValue(number, 'A', rounding), { Multiplier, Unit: 'A', Value });
    assert.deepEqual(rationalNumber(number, rounding), { Exponent: Multiplier, Value });
  });
}

for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 32_767_500, -1e300]) {
  test(`${number} does not fit`, () => {
    const isRange = (error: unknown) => error instanceof PlumblineError && error.code === 'MESSAGES-030';
    assert.throws(() => physicalValue(number, 'W'), isRange);
    assert.throws(() => rationalNumber(number), isRange);
  });
}

test('every physical value is the number nearest to it, and comes back', () => {
  for (let Multiplier = -3; Multiplier <= 3; Multiplier++) {
    for (const Value of [-32768, -32767, -1001, -1, 0, 1, 3, 7, 999, 4001, 32767]) {
      const number = toNumber({ Multiplier, Value });
      assert.equal(number, Number(`${Value}e${Multiplier}`));
      assert.equal(rationalToNumber({ Exponent: Multiplier, Value }), number);
      if (Value === -32768) continue;
      assert.equal(toNumber(physicalValue(number, 'V')), number);
    }
  }
});
