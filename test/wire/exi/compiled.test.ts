import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { fromJson } from '../../../src/messages/codec.js';
import { setCodec } from '../../../src/messages/set-codecs.js';
import type { SchemaName } from '../../../src/messages/sets.js';
import { CompiledCodec } from '../../../src/wire/exi/compiled/compiled-codec.js';
import { interpretDocument, interpretFragment } from '../../../src/wire/exi/decode/decode-stream.js';
import { interpretEncodeDocument, interpretEncodeFragment } from '../../../src/wire/exi/encode/encode-stream.js';
import type { ExiObject, ExiValue } from '../../../src/wire/exi/notation.js';
import { hostileFrame } from '../../support/hostile-frames.js';
import { RepeatableRandom } from '../../support/repeatable-random.js';
import { fixtureVectors, fromHex, toHex } from '../../support/vectors.js';

const vectors = fixtureVectors();
const codecs = new Map<SchemaName, CompiledCodec>();

function compiled(schema: SchemaName): CompiledCodec {
  let codec = codecs.get(schema);
  if (codec === undefined) {
    codec = new CompiledCodec(setCodec(schema).grammar);
    codecs.set(schema, codec);
  }
  return codec;
}

test('ordinary messages take the compiled way, both ways, and the interpreter agrees', () => {
  for (const { schema, message, variant, exi, json } of vectors) {
    const octets = fromHex(exi);
    const { grammar } = setCodec(schema);
    const fast = compiled(schema).decode(octets);
    assert.ok(fast, `${schema} ${message} ${variant} was left to the interpreter`);
    assert.deepEqual(fast.value, interpretDocument(grammar, octets).value);
    const value = fromJson(schema, json);
    const encoded = compiled(schema).encode(value);
    assert.equal(encoded && toHex(encoded), exi, `${schema} ${message} ${variant}`);
    assert.deepEqual(interpretEncodeDocument(grammar, value).bytes, encoded);
  }
});

const frames = Number(process.env['PLUMBLINE_FUZZ_FRAMES'] ?? 4000);
const seed = Number(process.env['PLUMBLINE_FUZZ_SEED'] ?? 15118);

test(`compiled and interpreted decoding agree on ${frames} hostile frames (seed ${seed})`, () => {
  const random = new RepeatableRandom(seed);
  let fastClean = 0;
  for (let i = 0; i < frames; i++) {
    const { schema, exi } = random.pick(vectors);
    const frame = hostileFrame(random, fromHex(exi));
    const slow = interpretDocument(setCodec(schema).grammar, frame);
    const fast = compiled(schema).decode(frame);
    if (fast === undefined) continue;
    fastClean++;
    const found = [...slow.violations, ...slow.notes];
    assert.deepEqual(found, [], `compiled code called ${schema} ${toHex(frame)} clean`);
    assert.ok(fast.root === slow.root && isDeepStrictEqual(fast.value, slow.value), `${schema} ${toHex(frame)}`);
    assert.equal(toHex(compiled(schema).encode({ [fast.root]: fast.value }) ?? new Uint8Array()), toHex(frame));
  }
  assert.ok(fastClean > frames / 20, `only ${fastClean} of ${frames} frames were clean: the fuzz tests too little`);
});

test('compiled encoding takes only what the interpreter finds valid', () => {
  const random = new RepeatableRandom(seed);
  const odd = [undefined, null, '', 'x', -1, 1.5, 2 ** 40, 10n, true, [], [1], {}, new Uint8Array(900)];
  let taken = 0;
  for (let i = 0; i < frames / 2; i++) {
    const { schema, json } = random.pick(vectors);
    const value = fromJson(schema, json);
    const spot = randomSpot(random, value);
    if (spot === undefined) continue;
    spot.owner[spot.key] = random.pick(odd) as never;
    const fast = compiled(schema).encode(value);
    if (fast === undefined) continue;
    taken++;
    const slow = interpretEncodeDocument(setCodec(schema).grammar, value);
    assert.deepEqual([...slow.impossible, ...slow.violations], [], JSON.stringify(json));
    assert.deepEqual(slow.bytes, fast);
  }
  assert.ok(taken > 0);
});

test('fragments: compiled code and the interpreter agree, on good octets and hostile ones', () => {
  const random = new RepeatableRandom(seed);
  let [good, hostile] = [0, 0];
  for (let i = 0; i < frames / 4; i++) {
    const { schema, json } = random.pick(vectors);
    const { grammar } = setCodec(schema);
    const spot = randomSpot(random, fromJson(schema, json));
    if (spot === undefined) continue;
    const value = spot.owner[spot.key] as ExiValue;
    const slow = interpretEncodeFragment(grammar, spot.key, value);
    const fast = compiled(schema).encodeFragment(spot.key, value);
    if (fast !== undefined) assert.deepEqual([slow.bytes, slow.violations, slow.impossible], [fast, [], []], spot.key);
    if (slow.bytes === undefined) continue;
    for (const frame of [slow.bytes, hostileFrame(random, slow.bytes)]) {
      const read = compiled(schema).decodeFragment(frame);
      if (read === undefined) continue;
      if (frame === slow.bytes) good++;
      else hostile++;
      const { root, value: read2, violations, notes } = interpretFragment(grammar, frame);
      assert.deepEqual([read.root, read.value, [], []], [root, read2, violations, notes], `${schema} ${toHex(frame)}`);
    }
  }
  assert.ok(good > frames / 40 && hostile > frames / 400, `${good} and ${hostile} fragments were compiled`);
});

interface Spot {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

function randomSpot(random: RepeatableRandom, value: ExiObject): Spot | undefined {
  const spots: Spot[] = [];
  const visit = (owner: Record<string, unknown>): void => {
    for (const [key, item] of Object.entries(owner)) {
      spots.push({ owner, key });
      if (typeof item === 'object' && item !== null && !(item instanceof Uint8Array)) {
        visit(item as Record<string, unknown>);
      }
    }
  };
  visit(value as Record<string, unknown>);
  const spot = random.pick(spots);
  if (random.next() < 0.1) return { owner: spot.owner, key: 'Misspelt' };
  return spot;
}
