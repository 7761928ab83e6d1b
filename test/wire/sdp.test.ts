import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIpv6 } from '../../src/wire/net/addresses.js';
import { decodeSdpRequest, decodeSdpResponse, encodeSdpRequest, encodeSdpResponse } from '../../src/wire/sdp.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

test('requests', () => {
  assert.equal(hex(encodeSdpRequest({ security: 'tls', transport: 'tcp' })), '0000');
  assert.equal(hex(encodeSdpRequest({ security: 'none', transport: 'tcp' })), '1000');
  assert.deepEqual(decodeSdpRequest(bytes('1000')), { value: { security: 'none', transport: 'tcp' }, violations: [] });
});

test('responses', () => {
  const address = parseIpv6('fe80::1')!;
  const encoded = encodeSdpResponse({ address, port: 50000, security: 'tls', transport: 'tcp' });
  assert.equal(hex(encoded), 'fe800000000000000000000000000001c3500000');
  const { value, violations } = decodeSdpResponse(encoded);
  assert.deepEqual(value, { address, port: 50000, security: 'tls', transport: 'tcp' });
  assert.deepEqual(violations, []);
});

const broken: readonly { readonly what: string; readonly payload: string; readonly rules: readonly string[] }[] = [
  { what: 'reserved security', payload: 'fe800000000000000000000000000001c3502000', rules: ['sdp-security'] },
  { what: 'reserved transport', payload: 'fe800000000000000000000000000001c3501010', rules: ['sdp-transport'] },
  { what: 'a global address', payload: '20010db8000000000000000000000001c3501000', rules: ['sdp-address'] },
  { what: 'a low port', payload: 'fe80000000000000000000000000000100501000', rules: ['sdp-port'] },
  { what: 'one byte too many', payload: 'fe800000000000000000000000000001c350100000', rules: ['sdp-response-length'] },
  { what: 'too short', payload: 'fe80', rules: ['sdp-response-length'] },
];

for (const row of broken) {
  test(`a response with ${row.what} is a finding`, () => {
    assert.deepEqual(
      decodeSdpResponse(bytes(row.payload)).violations.map(({ rule }) => rule),
      row.rules,
    );
  });
}

test('a request can carry any code on purpose, and the reader names it', () => {
  const { value, violations } = decodeSdpRequest(encodeSdpRequest({ security: 0x77, transport: 0x99 }));
  assert.deepEqual(value, { security: 0x77, transport: 0x99 });
  assert.deepEqual(
    violations.map(({ rule }) => rule),
    ['sdp-security', 'sdp-transport'],
  );
});
