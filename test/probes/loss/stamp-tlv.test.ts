import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeReflector, encodeSender, stampLength } from '../../../src/probes/loss/stamp-packet.js';
import { answerTlvs, countedByReflector, readTlvs, writeSenderTlvs } from '../../../src/probes/loss/stamp-tlv.js';
import { seededBytes } from '../seeded-bytes.js';

const error = { synchronised: false, ptp: false, scale: 20, multiplier: 1 } as const;
const base = { sequence: 0, timestamp: 1n, error, ssid: 1 };
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function probe(tlvs: string): Uint8Array {
  const bytes = encodeSender(base, stampLength + tlvs.length / 2);
  bytes.set(Buffer.from(tlvs, 'hex'), stampLength);
  return bytes;
}
function answered(request: Uint8Array): Uint8Array {
  const reply = encodeReflector(
    { ...base, receiveTimestamp: 1n, senderSequence: 0, senderTimestamp: 1n, senderError: error, senderTtl: 0 },
    request.length,
  );
  answerTlvs(reply, request, 9, 8);
  return reply;
}

describe('extensions of STAMP packets (RFC 8972)', () => {
  it('a sender marks each as unrecognised until a reflector understands it', () => {
    const bytes = encodeSender(base, 70);
    writeSenderTlvs(bytes, 5);
    assert.equal(hex(bytes.subarray(stampLength)), `8005000c${'00000005'}${'00'.repeat(8)}80010006${'00'.repeat(6)}`);
    assert.equal(countedByReflector(bytes), undefined);
  });
  const answers: readonly (readonly [string, string, string])[] = [
    ['direct measurement', '8005000c000000050000000000000000', '0005000c000000050000000900000008'],
    ['extra padding', '80010002abcd', '00010002abcd'],
    ['timestamp information', '8003000400000000', '0003000405020502'],
    ['one that nobody knows stays marked, and the next is read', '80ee000211228001000199', '80ee000211220001000199'],
    ['a length beyond the packet is malformed', '80010099ab', '40010099ab'],
    [
      'a wrong length of a known type is malformed, and ends it',
      '800500020000' + '80010000',
      '400500020000' + '80010000',
    ],
    ['the zeros of a sender without extensions', '0000000000000000', '0000000000000000'],
    ['too short for a header', '8001', '8001'],
  ];
  for (const [title, sent, back] of answers)
    it(title, () => assert.equal(hex(answered(probe(sent)).subarray(stampLength)), back));
  it('how many the reflector received is read from its answer alone', () => {
    assert.equal(countedByReflector(answered(probe('8005000c000000050000000000000000'))), 9);
    assert.equal(countedByReflector(answered(probe('80010000'))), undefined);
  });
  it('never throws, whatever comes', () => {
    const random = seededBytes(3);
    for (let round = 0; round < 2000; round++) {
      const bytes = Uint8Array.from(random(stampLength + (random(1)[0]! % 40)));
      readTlvs(bytes);
      countedByReflector(bytes);
      if (bytes.length >= stampLength) answerTlvs(new Uint8Array(bytes.length), bytes, 1, 1);
    }
  });
});
