import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convert, convertDifference, convertible } from '../../src/judge/units.js';
import { compareVersions } from '../../src/judge/version-order.js';

describe('units', () => {
  const table = [
    [2, 's', 'ms', 2000],
    [1500, 'us', 'ms', 1.5],
    [15, '%', '1', 0.15],
    [3_600, 'MHz', 'GHz', 3.6],
    [4, 'GiB', 'GB', 4.294967296],
    [25, 'degC', 'K', 298.15],
    [128, 'kbit/s', 'bit/s', 128_000],
  ] as const;
  for (const [value, from, to, expected] of table) {
    it(`${value} ${from} is ${expected} ${to}, and back`, () => {
      const there = convert(value, from, to);
      assert.ok(there !== undefined && Math.abs(there - expected) < 1e-12 * expected);
      const back = convert(there, to, from);
      assert.ok(back !== undefined && Math.abs(back - value) < 1e-9 * value);
    });
  }
  it('refuses other dimensions, dB for dBm, and unknown symbols', () => {
    assert.equal(convert(1, 's', 'W'), undefined);
    assert.equal(convert(1, 'dB', 'dBm'), undefined);
    assert.equal(convert(1, 'furlong', 's'), undefined);
    assert.equal(convertible('kW', 'W'), true);
  });
  it('an uncertainty does not take the offset of a scale with it', () => {
    assert.ok(Math.abs((convertDifference(2, 'degC', 'K') ?? 0) - 2) < 1e-9);
  });
});

describe('versions', () => {
  const table = [
    ['6.1.0-18-amd64', '5.15', 1],
    ['5.4.0', '5.15', -1],
    ['5.15', '5.15.0', 0],
    ['OpenSSL 3.0.22 25 Aug 2026', '3.0', 1],
    ['1.1.1w', '3.0', -1],
  ] as const;
  for (const [a, b, sign] of table)
    it(`${a} against ${b}`, () => assert.equal(Math.sign(compareVersions(a, b)!), sign));
  it('a text without a number cannot be ordered', () => assert.equal(compareVersions('unknown', '5.15'), undefined));
});
