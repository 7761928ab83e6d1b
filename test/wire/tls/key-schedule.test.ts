import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cipherSuite } from '../../../src/wire/tls/cipher-suites.js';
import { expandLabel, keys13, prf12 } from '../../../src/wire/tls/key-schedule.js';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

test('PRF of TLS 1.2 with SHA-256 (the IETF list’s test vector)', () => {
  const out = prf12(
    'sha256',
    bytes('9bbe436ba940f017b17652849a71db35'),
    'test label',
    bytes('a0ba9f936cda311827a6f796ffd5198c'),
    100,
  );
  assert.equal(
    hex(out),
    'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66',
  );
});

// RFC 8448, section 3: {client, server} derive write traffic keys for handshake data.
const rows = [
  [
    'b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21',
    'dbfaa693d1762c5b666af5d950258d01',
    '5bd3c71b836e0b76bb73265f',
  ],
  [
    'b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38',
    '3fce516009c21727d0f2e4e86ee403bc',
    '5d313eb2671276ee13000b30',
  ],
] as const;

for (const [secret, key, iv] of rows) {
  test(`traffic keys of TLS 1.3 from ${secret.slice(0, 8)}... (RFC 8448)`, () => {
    const keys = keys13(cipherSuite(0x1301)!, bytes(secret));
    assert.deepEqual([hex(keys.key), hex(keys.iv)], [key, iv]);
  });
}

test('more than one block of HKDF output', () => {
  const long = expandLabel('sha256', new Uint8Array(32), 'exporter', new Uint8Array(0), 80);
  const short = expandLabel('sha256', new Uint8Array(32), 'exporter', new Uint8Array(0), 80).subarray(0, 33);
  assert.equal(long.length, 80);
  assert.equal(hex(long.subarray(0, 33)), hex(short));
  assert.notEqual(hex(long.subarray(0, 32)), hex(long.subarray(32, 64)));
});
