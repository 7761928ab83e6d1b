import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressBytes, endpointOf, formatEndpoint, isLinkLocal, withZone } from '../../src/transport/endpoint.js';

test('an address goes to the wire without its zone', () => {
  assert.equal(Buffer.from(addressBytes('fe80::1%mesh0')).toString('hex'), 'fe800000000000000000000000000001');
});

for (const bad of ['', 'fe80', '1:2:3', '1::2::3', 'g::1', '1:2:3:4:5:6:7:8:9', '12345::', '127.0.0.1']) {
  test(`"${bad}" is no IPv6 address`, () => {
    assert.throws(() => addressBytes(bad), { code: 'TRANSPORT-008' });
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
