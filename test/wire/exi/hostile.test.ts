import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeFragment,
  decodeMessage,
  encodeLeniently,
  jsonText,
  schemaNames,
  toJson,
} from '../../../src/messages/codec.js';
import { hostileFrame } from '../../support/hostile-frames.js';
import { RepeatableRandom } from '../../support/repeatable-random.js';
import { fixtureVectors, fromHex } from '../../support/vectors.js';

const frames = Number(process.env['PLUMBLINE_FUZZ_FRAMES'] ?? 4000);
const seed = Number(process.env['PLUMBLINE_FUZZ_SEED'] ?? 1);

test(`${frames} hostile frames: no exception, no hang, every violation has its place (seed ${seed})`, () => {
  const random = new RepeatableRandom(seed);
  const vectors = fixtureVectors();
  for (let i = 0; i < frames; i++) {
    const { exi } = random.pick(vectors);
    const frame = hostileFrame(random, fromHex(exi));
    // Also under a schema that is not the frame's own, as after a wrong handshake.
    const schema = random.pick(schemaNames);
    const decoded = decodeMessage(schema, frame, { ranges: random.next() < 0.2 });
    for (const { bitOffset } of decoded.violations) assert.ok(bitOffset >= 0 && bitOffset <= frame.length * 8);
    decodeFragment(schema, frame);
    if (decoded.value === undefined) continue;
    toJson(schema, decoded.value);
    JSON.parse(jsonText(schema, decoded.value));
    encodeLeniently(schema, decoded.value);
  }
});

test('a stream of one octet after the other is decoded in a time that its length bounds', () => {
  for (const octet of [0x00, 0xff, 0x80, 0x7f, 0x92]) {
    const frame = new Uint8Array(200_000).fill(octet);
    frame[0] = 0x80;
    for (const schema of schemaNames) {
      const begun = process.cpuUsage();
      decodeMessage(schema, frame);
      decodeFragment(schema, frame);
      const { user } = process.cpuUsage(begun);
      assert.ok(user < 3_000_000, `${schema} took ${user} us for octets ${octet}`);
    }
  }
});
