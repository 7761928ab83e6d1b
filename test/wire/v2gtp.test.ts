import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeV2gtpHeader, encodeV2gtp, payloadTypes } from '../../src/wire/v2gtp.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

test('a frame is header and payload', () => {
  assert.equal(hex(encodeV2gtp(payloadTypes.exi, bytes('80400040'))), '01fe80010000000480400040');
  assert.equal(hex(encodeV2gtp(payloadTypes.sdpRequest, bytes('1000'))), '01fe9000000000021000');
});

const headers: readonly {
  readonly hex: string;
  readonly type?: number;
  readonly length?: number;
  readonly rules: readonly string[];
}[] = [
  { hex: '01fe800100000004', type: 0x8001, length: 4, rules: [] },
  { hex: '01fe8002ffffffff', type: 0x8002, length: 0xffffffff, rules: [] },
  { hex: '02fd800100000004', type: 0x8001, length: 4, rules: ['v2gtp-version', 'v2gtp-inverse-version'] },
  { hex: '01fe000000000004', type: 0, length: 4, rules: ['v2gtp-payload-type'] },
  { hex: '01fea00000000004', type: 0xa000, length: 4, rules: [] },
  { hex: '01fe80', rules: ['v2gtp-header-truncated'] },
  { hex: '', rules: ['v2gtp-header-truncated'] },
];

for (const row of headers) {
  test(`header ${row.hex || '(nothing)'} breaks ${row.rules.join(', ') || 'no rule'}`, () => {
    const header = decodeV2gtpHeader(bytes(row.hex));
    assert.equal(header.payloadType, row.type);
    assert.equal(header.length, row.length);
    assert.deepEqual(
      header.violations.map(({ rule }) => rule),
      row.rules,
    );
  });
}

test('a header can be broken on purpose', () => {
  const frame = encodeV2gtp(payloadTypes.exi, bytes('00'), { version: 2, inverseVersion: 1, length: 77 });
  assert.equal(hex(frame), '020180010000004d00');
});
