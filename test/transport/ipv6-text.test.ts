import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointOf, formatEndpoint, isLinkLocal, withZone } from '../../src/transport/endpoint.js';
import { formatIpv6, parseIpv6 } from '../../src/transport/ipv6-text.js';

for (const [text, hex] of [
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['fe80::1', 'fe800000000000000000000000000001'],
  ['fe80::1:0:0:2', 'fe800000000000000001000000000002'],
  ['2001:db8:0:1:1:1:1:1', '20010db8000000010001000100010001'],
  ['2001:0:0:1::1', '20010000000000010000000000000001'],
  ['ff02::1', 'ff020000000000000000000000000001'],
  ['1::', '00010000000000000000000000000000'],
] as const) {
  test(`${text} is written as RFC 5952 wants and read back`, () => {
    assert.equal(formatIpv6(Buffer.from(hex, 'hex')), text);
    assert.equal(Buffer.from(parseIpv6(text)).toString('hex'), hex);
  });
}

for (const bad of ['', 'fe80', '1:2:3', '1::2::3', 'g::1', '1:2:3:4:5:6:7:8:9', '12345::', '127.0.0.1']) {
  test(`"${bad}" is no IPv6 address`, () => {
    assert.throws(() => parseIpv6(bad), { code: 'TRANSPORT-008' });
  });
}

test('a zone belongs to link-local addresses and is shown', () => {
  assert.equal(withZone('fe80::1', 'mesh0'), 'fe80::1%mesh0');
  assert.equal(withZone('fe80::1%eth1', 'mesh0'), 'fe80::1%eth1');
  assert.equal(withZone('::1', 'lo'), '::1');
  assert.deepEqual(endpointOf('fe80::1%mesh0', 80), { address: 'fe80::1', port: 80, scope: 'mesh0' });
  assert.equal(formatEndpoint({ address: 'fe80::1', port: 15118, scope: 'mesh0' }), '[fe80::1%mesh0]:15118');
  assert.equal(formatEndpoint({ address: '127.0.0.1', port: 502 }), '127.0.0.1:502');
  assert.ok(isLinkLocal('febf::1') && !isLinkLocal('fec0::1'));
});
