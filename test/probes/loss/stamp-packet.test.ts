import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeReflector, decodeSender, encodeReflector, encodeSender } from '../../../src/probes/loss/stamp-packet.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const error = { synchronised: true, ptp: false, scale: 20, multiplier: 1 } as const;

describe('STAMP test packets (RFC 8762, RFC 8972)', () => {
  it('a sender packet lies as in RFC 8762 clause 4.2.1', () => {
    // 1970-01-01T00:00:01.5Z is 2208988801.5 s in NTP time: 0x83aa7e81 and half of 2^32.
    const bytes = encodeSender({ sequence: 7, timestamp: 1_500_000_000n, error, ssid: 0xbeef });
    assert.equal(hex(bytes), `00000007${'83aa7e8180000000'}${'9401'}${'beef'}${'00'.repeat(28)}`);
    assert.deepEqual(decodeSender(bytes), { sequence: 7, timestamp: 1_500_000_000n, error, ssid: 0xbeef });
  });
  it('a reflector packet lies as in RFC 8762 clause 4.3.1', () => {
    const ptp = { ...error, ptp: true };
    const packet = {
      sequence: 3,
      timestamp: 2_000_000_001n,
      error: ptp,
      ssid: 1,
      receiveTimestamp: 2_000_000_000n,
      senderSequence: 9,
      senderTimestamp: 1_500_000_000n,
      senderError: error,
      senderTtl: 255,
    };
    const bytes = encodeReflector(packet);
    assert.equal(
      hex(bytes),
      '00000003' +
        '0000000200000001' +
        'd401' +
        '0001' +
        '0000000200000000' +
        '00000009' +
        '83aa7e8180000000' +
        '9401' +
        '0000' +
        'ff000000',
    );
    assert.deepEqual(decodeReflector(bytes), packet);
  });
  it('keeps every nanosecond of today in NTP form, and crosses into the era of 2036', () => {
    for (const timestamp of [1_790_000_000_123_456_789n, 1_790_000_000_999_999_999n, 2_085_978_496_000_000_001n]) {
      assert.equal(decodeSender(encodeSender({ sequence: 0, timestamp, error, ssid: 1 }))?.timestamp, timestamp);
    }
  });
  it('pads to the length asked for, and refuses what is too short or has no error estimate', () => {
    assert.equal(encodeSender({ sequence: 0, timestamp: 0n, error, ssid: 1 }, 200).length, 200);
    assert.equal(decodeSender(new Uint8Array(43)), undefined);
    assert.equal(decodeReflector(new Uint8Array(43)), undefined);
    assert.equal(decodeSender(new Uint8Array(44)), undefined);
  });
});
