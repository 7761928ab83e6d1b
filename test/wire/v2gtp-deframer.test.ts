import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeV2gtp, payloadTypes } from '../../src/wire/v2gtp.js';
import { V2gtpDeframer } from '../../src/wire/v2gtp-deframer.js';
import { ascii, concat } from '../support/packets.js';

const frame = (text: string): Uint8Array => encodeV2gtp(payloadTypes.exi, ascii(text));
const origin = (number: number) => ({ number, timestampNs: BigInt(number) });

/** Feeds pieces (a number is a gap of so many bytes); the result as text. */
function deframe(pieces: readonly (Uint8Array | number)[], searching = false): string[] {
  const deframer = new V2gtpDeframer(searching);
  let offset = 0;
  const items = pieces.flatMap((piece, index) => {
    const length = typeof piece === 'number' ? piece : piece.length;
    const at = { offset, origin: origin(index + 1) };
    offset += length;
    return deframer.push(
      typeof piece === 'number' ? { kind: 'gap', length, ...at } : { kind: 'data', bytes: piece, ...at },
    );
  });
  return [...items, ...deframer.end()].map((item) => {
    const packets = `${item.offset}@${item.first.number}..${item.last.number}`;
    if (item.kind === 'frame') return `${Buffer.from(item.payload).toString()} ${packets}`;
    return `${item.kind} ${item.violations.map(({ rule }) => rule).join()} ${packets}`;
  });
}

const two = concat(frame('one'), frame('two'));

const cases: readonly {
  readonly what: string;
  readonly pieces: readonly (Uint8Array | number)[];
  readonly searching?: boolean;
  readonly out: readonly string[];
}[] = [
  { what: 'two frames in one piece', pieces: [two], out: ['one 0@1..1', 'two 11@1..1'] },
  {
    what: 'a frame over three pieces',
    pieces: [two.subarray(0, 3), two.subarray(3, 9), two.subarray(9)],
    out: ['one 0@1..3', 'two 11@3..3'],
  },
  { what: 'an empty payload', pieces: [frame('')], out: [' 0@1..1'] },
  {
    what: 'garbage before a frame',
    pieces: [concat(ascii('garbage'), frame('one'))],
    out: ['malformed v2gtp-version,v2gtp-inverse-version 0@1..1', 'one 7@1..1'],
  },
  {
    what: 'a wrong version',
    pieces: [encodeV2gtp(0x8001, ascii('bad'), { version: 2 }), frame('one')],
    out: ['malformed v2gtp-version 0@1..1', 'one 11@2..2'],
  },
  {
    what: 'a length that nobody believes',
    pieces: [encodeV2gtp(0x8001, ascii('bad'), { length: 0xffffffff }), frame('one')],
    out: ['malformed v2gtp-length 0@1..1', 'one 11@2..2'],
  },
  {
    what: 'an unfinished frame at the end',
    pieces: [frame('one'), frame('two').subarray(0, 9)],
    out: ['one 0@1..1', 'incomplete v2gtp-incomplete 11@2..2'],
  },
  {
    what: 'a gap within a frame: the next one starts where the length says',
    pieces: [frame('onetwo').subarray(0, 9), 3, ascii('wo'), frame('two')],
    out: ['incomplete v2gtp-incomplete 0@1..1', 'two 14@4..4'],
  },
  {
    what: 'a gap over the end of a frame',
    pieces: [frame('one').subarray(0, 9), 10, ascii('xx'), frame('two')],
    out: ['incomplete v2gtp-incomplete 0@1..1', 'two 21@4..4'],
  },
  {
    what: 'a gap between frames',
    pieces: [frame('one'), 30, frame('two')],
    out: ['one 0@1..1', 'incomplete stream-gap 11@2..2', 'two 41@3..3'],
  },
  {
    what: 'a stream that starts in the middle',
    pieces: [concat(ascii('tail of one'), frame('two'))],
    searching: true,
    out: ['two 11@1..1'],
  },
];

for (const { what, pieces, searching, out } of cases)
  test(what, () => assert.deepEqual(deframe(pieces, searching), out));

test('byte by byte gives the same frames', () => {
  const bytes = concat(frame('one'), frame('three'), frame('two'));
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  assert.deepEqual(deframe(single), ['one 0@1..11', 'three 11@12..24', 'two 24@25..35']);
});
