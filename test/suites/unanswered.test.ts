import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import { isUnanswered } from '../../suites/iso15118-2/unanswered.js';

const half = Uint8Array.of(0x01, 0xfe, 0x80);

describe('a faulty frame that must not be answered', () => {
  for (const [what, exchange, expected] of [
    ['silence', { outcome: 'timeout', received: { kind: 'timeout' } }, true],
    ['half a frame, and then nothing', { outcome: 'timeout', received: { kind: 'timeout', partial: half } }, false],
    ['the end of the connection', { outcome: 'closed', received: { kind: 'closed', how: 'fin', at: 1n } }, true],
    [
      'half a frame, and then the end',
      { outcome: 'closed', received: { kind: 'closed', how: 'fin', at: 1n, partial: half } },
      false,
    ],
    ['bytes that are no frame', { outcome: 'malformed', received: { kind: 'malformed' } }, false],
    ['an answer', { outcome: 'answered', received: { kind: 'frame' } }, false],
    ['nothing, as it never left', { outcome: 'not-sent', received: undefined }, false],
  ] as const)
    it(`${what}: ${expected ? 'unanswered' : 'no proof of silence'}`, () => {
      assert.equal(isUnanswered(exchange as unknown as Exchange), expected);
    });
});
