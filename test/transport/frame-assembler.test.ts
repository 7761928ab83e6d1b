import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameAssembler } from '../../src/transport/frame-assembler.js';
import type { ReceivedFrame, ReceivedMalformed } from '../../src/transport/v2g-connection.js';
import { encodeV2gtp } from '../../src/wire/v2gtp.js';

const payload = (length: number, seed = 1) => Uint8Array.from({ length }, (_, index) => (index * 31 + seed) & 0xff);
const concat = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function feed(assembler: FrameAssembler, bytes: Uint8Array, chunk: number): (ReceivedFrame | ReceivedMalformed)[] {
  const out: (ReceivedFrame | ReceivedMalformed)[] = [];
  for (let offset = 0; offset < bytes.length; offset += chunk) {
    out.push(...assembler.push(bytes.subarray(offset, offset + chunk), BigInt(offset)));
  }
  return out;
}

for (const chunk of [1, 2, 7, 8, 9, 100, 10_000, 1_000_000]) {
  test(`three frames are read from pieces of ${chunk} bytes`, () => {
    const frames = [
      encodeV2gtp(0x8001, payload(21)),
      encodeV2gtp(0x8002, new Uint8Array()),
      encodeV2gtp(0x1234, payload(5000)),
    ];
    const assembler = new FrameAssembler(1_048_576);
    const out = feed(assembler, concat(...frames), chunk);
    assert.deepEqual(
      out.map((received) => received.kind === 'frame' && [received.payloadType, received.payload.length]),
      [
        [0x8001, 21],
        [0x8002, 0],
        [0x1234, 5000],
      ],
    );
    assert.deepEqual(
      out.map((received) => received.raw),
      frames,
    );
    assert.equal(assembler.partial(), undefined);
  });
}

for (const [what, faults, rule] of [
  ['version 0x02', { version: 2 }, /^v2gtp-version: .*0x02/],
  ['inverse version 0x00', { inverseVersion: 0 }, /^v2gtp-inverse-version: .*0x00/],
] as const) {
  test(`a frame with ${what} is a finding, and the frame behind it is still read`, () => {
    const bad = encodeV2gtp(0x8001, payload(30), faults);
    const good = encodeV2gtp(0x8001, payload(10));
    for (const chunk of [1, 11, 1000]) {
      const out = feed(new FrameAssembler(1000), concat(bad, good), chunk);
      assert.deepEqual(
        out.map((received) => received.kind),
        ['malformed', 'frame'],
      );
      const [first] = out;
      assert.ok(first?.kind === 'malformed');
      assert.match(first.violations[0] ?? '', rule);
      assert.deepEqual(first.raw, bad);
    }
  });
}

test('a length over the bound is a finding, and what came with it is dropped', () => {
  const assembler = new FrameAssembler(1000);
  const bytes = encodeV2gtp(0x8001, payload(20), { length: 0xffffffff });
  const out = assembler.push(bytes, 5n);
  assert.equal(out.length, 1);
  assert.ok(out[0]?.kind === 'malformed');
  assert.match(out[0].violations.join(), /announces 4294967295 bytes, more than 1000/);
  assert.equal(assembler.partial(), undefined);
  // The next piece is read as the start of a frame.
  assert.deepEqual(
    assembler.push(encodeV2gtp(0x8001, payload(3)), 6n).map((received) => received.kind),
    ['frame'],
  );
});

test('a header that promises more than comes leaves a partial frame', () => {
  const assembler = new FrameAssembler(1000);
  const bytes = encodeV2gtp(0x8001, payload(20), { length: 21 });
  assert.deepEqual(assembler.push(bytes, 0n), []);
  assert.deepEqual(assembler.partial(), bytes);
});

test('a frame is stamped with the arrival of its last byte', () => {
  const assembler = new FrameAssembler(1000);
  const bytes = encodeV2gtp(0x8001, payload(20));
  assembler.push(bytes.subarray(0, 20), 100n);
  const [frame] = assembler.push(bytes.subarray(20), 200n);
  assert.equal(frame?.at, 200n);
});

test('memory stays bounded by the largest payload, whatever is poured in', () => {
  const assembler = new FrameAssembler(64);
  let state = 42;
  for (let round = 0; round < 2000; round++) {
    const noise = Uint8Array.from({ length: 50 }, () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return state >> 16;
    });
    assembler.push(noise, 0n);
    assert.ok((assembler.partial()?.length ?? 0) <= 72);
  }
});
