import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitReader } from '../../../src/wire/exi/bit-reader.js';
import { BitWriter, codePoints } from '../../../src/wire/exi/bit-writer.js';
import { fromHex, toHex } from '../../support/vectors.js';

const unsigned: readonly { readonly value: number | bigint; readonly hex: string }[] = [
  { value: 0, hex: '00' },
  { value: 1, hex: '01' },
  { value: 127, hex: '7f' },
  { value: 128, hex: '8001' },
  { value: 16383, hex: 'ff7f' },
  { value: 16384, hex: '808001' },
  { value: 4294967295, hex: 'ffffffff0f' },
  { value: Number.MAX_SAFE_INTEGER, hex: 'ffffffffffffff0f' },
  { value: 2n ** 53n, hex: '8080808080808010' },
  { value: 2n ** 64n - 1n, hex: 'ffffffffffffffffff01' },
];

for (const { value, hex } of unsigned) {
  test(`unsigned integer ${value} is ${hex}`, () => {
    const writer = new BitWriter();
    writer.unsigned(value);
    assert.equal(toHex(writer.toBytes()), hex);
    assert.equal(new BitReader(fromHex(hex)).unsigned(), value);
  });
}

const integers: readonly { readonly value: number | bigint; readonly hex: string }[] = [
  { value: 0, hex: '0000' },
  { value: -1, hex: '8000' },
  { value: 1, hex: '0080' },
  { value: -2, hex: '8080' },
  { value: -32768, hex: 'ffff8080' },
  { value: -(2n ** 63n), hex: 'ffffffffffffffffbf80' },
];

for (const { value, hex } of integers) {
  test(`integer ${value} is ${hex}`, () => {
    const writer = new BitWriter();
    writer.integer(value);
    assert.equal(toHex(writer.toBytes()), hex);
    assert.equal(new BitReader(fromHex(hex)).integer(), value);
  });
}

test('octets and bits lie at any bit offset', () => {
  for (let offset = 0; offset < 8; offset++) {
    const writer = new BitWriter();
    writer.bits(offset, 0);
    writer.octets(Uint8Array.of(0xde, 0xad, 0xbe, 0xef));
    writer.bits(3, 5);
    const reader = new BitReader(writer.toBytes());
    assert.equal(reader.bits(offset), 0);
    assert.deepEqual(reader.octets(4), Uint8Array.of(0xde, 0xad, 0xbe, 0xef));
    assert.equal(reader.bits(3), 5);
    assert.equal(reader.failure, undefined);
  }
});

test('what is read from a Buffer is a copy of its own', () => {
  const input = Buffer.from([1, 2, 3]);
  const octets = new BitReader(input).octets(2);
  input[0] = 9;
  assert.deepEqual(octets, Uint8Array.of(1, 2));
});

test('characters are code points', () => {
  const writer = new BitWriter();
  writer.characters(codePoints('aé€😀'));
  const reader = new BitReader(writer.toBytes());
  assert.equal(reader.characters(4), 'aé€😀');
});

const failures: readonly {
  readonly what: string;
  readonly read: (reader: BitReader) => unknown;
  readonly hex: string;
}[] = [
  { what: 'stream-truncated', read: (r) => r.bits(9), hex: '00' },
  { what: 'stream-truncated', read: (r) => r.unsigned(), hex: '8080' },
  { what: 'length-exceeds-stream', read: (r) => r.length(8), hex: 'ffffffff07' },
  { what: 'length-exceeds-stream', read: (r) => r.length(8), hex: `${'ff'.repeat(20)}7f` },
  { what: 'code-point-invalid', read: (r) => r.characters(1), hex: '808044' },
  { what: 'integer-too-long', read: (r) => r.unsigned(), hex: '80'.repeat(600) },
];

for (const { what, read, hex } of failures) {
  test(`${hex.slice(0, 12)} fails as ${what}, and every later read is empty`, () => {
    const reader = new BitReader(fromHex(hex));
    read(reader);
    assert.equal(reader.failure, what);
    assert.equal(reader.bits(5), 0);
    assert.equal(reader.characters(3), '');
  });
}
