import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceIdentifier, formatLfdi, sfdiOf } from '../../src/pki/device-identifier.js';

// The pair of IEEE 2030.5's own example.
test('an SFDI is the leftmost 36 bits of the LFDI with a check digit', () => {
  assert.equal(sfdiOf('3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'), '167261211391');
});

for (const [lfdi, sfdi] of [
  ['0000000000000000000000000000000000000000', '00'],
  ['FFFFFFFFF0000000000000000000000000000000', '687194767357'],
  ['0000000010000000000000000000000000000000', '19'],
] as const) {
  test(`LFDI ${lfdi} has SFDI ${sfdi}, whose digit sum ends in 0`, () => {
    assert.equal(sfdiOf(lfdi), sfdi);
    assert.equal([...sfdi].reduce((sum, digit) => sum + Number(digit), 0) % 10, 0);
  });
}

test('the LFDI is over the DER bytes: SHA-256 of "abc" begins with BA7816BF', () => {
  const { lfdi } = deviceIdentifier(new TextEncoder().encode('abc'));
  assert.equal(lfdi, 'BA7816BF8F01CFEA414140DE5DAE2223B00361A3');
  assert.equal(formatLfdi(lfdi), 'BA78-16BF-8F01-CFEA-4141-40DE-5DAE-2223-B003-61A3');
});
