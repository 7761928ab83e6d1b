import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIp, formatIpv6, formatMac, parseIpv6, parseMac } from '../../../src/wire/net/addresses.js';
import { internetChecksum, ipv6Checksum } from '../../../src/wire/net/checksum.js';

// RFC 5952, section 4: the canonical text.
const canonical: readonly (readonly [hex: string, text: string])[] = [
  ['fe800000000000000000000000000001', 'fe80::1'],
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
  ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ['20010000000000010000000000000001', '2001:0:0:1::1'],
  ['fe800000000000000000000000000000', 'fe80::'],
];

for (const [hex, text] of canonical) {
  test(`${hex} is ${text}`, () => {
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    assert.equal(formatIpv6(bytes), text);
    assert.deepEqual(parseIpv6(text), bytes);
  });
}

test('other ways to write an address, and what is none', () => {
  assert.deepEqual(parseIpv6('::ffff:192.0.2.1')?.slice(10), Uint8Array.of(255, 255, 192, 0, 2, 1));
  for (const text of [
    '',
    'fe80',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    'fe80::g',
    '::1.2.3.256',
    '1:2:3:4:5:6:7:8::',
  ]) {
    assert.equal(parseIpv6(text), undefined, text);
  }
  assert.equal(formatIp(Uint8Array.of(192, 0, 2, 1)), '192.0.2.1');
  assert.equal(formatMac(parseMac('00-B0-52-00-00-01')!), '00:b0:52:00:00:01');
  assert.equal(parseMac('00:b0:52:00:00'), undefined);
});

test('the Internet checksum of RFC 1071, and of an ICMPv6 packet that was on a wire', () => {
  assert.equal(internetChecksum(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7)), ~0xddf2 & 0xffff);
  const source = parseIpv6('fe80::1')!;
  const packet = Uint8Array.of(128, 0, 0, 0, 1, 2, 3, 4);
  const checksum = ipv6Checksum(source, source, 58, packet);
  packet.set([checksum >> 8, checksum & 0xff], 2);
  assert.equal(ipv6Checksum(source, source, 58, packet), 0);
});
