import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import {
  decodeFragment,
  decodeMessage,
  type ExiValue,
  encodeFragment,
  encodeMessage,
  fromJson,
  type SchemaName,
  schemaNames,
  toJson,
} from '../../src/messages/codec.js';
import { requireReference } from '../support/reference.js';
import { fromHex, readVectorFile, toHex, type Vector } from '../support/vectors.js';

interface GeneratedVector extends Vector {
  readonly agrees: { readonly exificient: boolean; readonly cbv2g: string };
}

interface CapturedVector extends Vector {
  readonly exificient: string;
  readonly cbv2g: string;
}

/** Both ways, exactly: the JSON from the octets, the octets from the JSON. */
function checkExact({ schema, message, exi, json }: Vector, what: string): void {
  const decoded = decodeMessage(schema, fromHex(exi));
  assert.deepEqual([decoded.violations, decoded.notes], [[], []], what);
  assert.equal(decoded.message, message, what);
  assert.ok(decoded.value);
  assert.deepEqual(toJson(schema, decoded.value), json, what);
  assert.equal(toHex(encodeMessage(schema, fromJson(schema, json))), exi, what);
}

for (const schema of schemaNames) {
  if (schema === 'xmldsig') continue;
  test(`every generated vector of ${schema} is exact both ways`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const file = join(reference, 'iso15118/vectors', `generated.${schema}.jsonl`);
    const vectors = readVectorFile<GeneratedVector>(file);
    assert.ok(vectors.length > 0);
    for (const vector of vectors) checkExact(vector, `${vector.message} ${vector.variant}`);
    t.diagnostic(`${vectors.length} vectors`);
  });
}

/** Captured messages that do not come back octet by octet, each explained in docs/vectors.md. */
const explained: ReadonlyMap<string, readonly string[]> = new Map([
  ['809a02004080c1014181c210b800', ['spare-trailing-byte']],
]);

test('every captured message is exact both ways, or explained', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const vectors = readVectorFile<CapturedVector>(join(reference, 'iso15118/vectors/captured.jsonl'));
  assert.ok(vectors.length > 0);
  const counts = new Map<string, number>();
  for (const vector of vectors) {
    counts.set(vector.schema, (counts.get(vector.schema) ?? 0) + 1);
    const notes = explained.get(vector.exi);
    if (notes === undefined) {
      checkExact(vector, `${vector.schema} ${vector.exi}`);
      continue;
    }
    const decoded = decodeMessage(vector.schema, fromHex(vector.exi));
    assert.deepEqual(decoded.violations, []);
    assert.deepEqual(
      decoded.notes.map(({ rule }) => rule),
      notes,
    );
    assert.deepEqual(decoded.value && toJson(vector.schema, decoded.value), vector.json);
    // Our encoding lacks exactly what the note names.
    assert.equal(`${toHex(encodeMessage(vector.schema, fromJson(vector.schema, vector.json)))}00`, vector.exi);
  }
  t.diagnostic([...counts].map(([schema, count]) => `${schema} ${count}`).join(', '));
});

interface Signature {
  readonly session: string;
  readonly signedinfo_exi: Readonly<Record<string, string>>;
  readonly references: readonly (readonly [name: string, length: number, verdict: string, exi?: string])[];
}

test('every fragment of every signature is exact both ways', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const file = readFileSync(join(reference, 'iso15118/vectors/signatures.json'), 'utf8');
  let count = 0;
  const check = (schema: SchemaName, name: string, exi: string): void => {
    const decoded = decodeFragment(schema, fromHex(exi));
    assert.deepEqual([decoded.violations, decoded.notes], [[], []], exi);
    assert.ok(decoded.value);
    assert.equal(toHex(encodeFragment(schema, name, decoded.value[name] as ExiValue)), exi);
    count++;
  };
  for (const { session, signedinfo_exi, references } of JSON.parse(file) as readonly Signature[]) {
    const own: SchemaName = /iso20|ISO-20/.test(session) ? 'iso20.cm' : 'iso2';
    for (const [grammar, exi] of Object.entries(signedinfo_exi)) {
      check(grammar.startsWith('xmldsig') ? 'xmldsig' : own, 'SignedInfo', exi);
    }
    for (const [name, , , exi] of references) if (exi !== undefined) check(own, name, exi);
  }
  assert.ok(count > 40);
});

test('docs/vectors.md lists every vector on which the two codecs disagree', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const page = readFileSync(join(projectRoot(), 'docs/vectors.md'), 'utf8');
  const listed = [...page.matchAll(/^\| (\S+) \| (\w+) \| ([^|]+) \| (\S+) \| `([^`]+)` \|/gm)].map((row) =>
    row.slice(1, 6).join(' ').replace(/\s+/g, ' '),
  );
  const found = new Map<string, string[]>();
  for (const schema of schemaNames) {
    if (schema === 'xmldsig') continue;
    const file = join(reference, 'iso15118/vectors', `generated.${schema}.jsonl`);
    for (const { message, variant, agrees } of readVectorFile<GeneratedVector>(file)) {
      if (agrees.exificient && agrees.cbv2g === 'exact') continue;
      const key = `${schema} ${message}|${agrees.exificient ? 'EXIficient' : 'neither'} ${agrees.cbv2g}`;
      found.set(key, [...(found.get(key) ?? []), variant]);
    }
  }
  const expected = [...found].map(([key, variants]) => key.replace('|', ` ${variants.join(', ')} `));
  for (const vector of readVectorFile<CapturedVector>(join(reference, 'iso15118/vectors/captured.jsonl'))) {
    if (vector.exificient === 'exact' && vector.cbv2g === 'exact') continue;
    const right = vector.exificient === 'exact' ? 'EXIficient' : vector.cbv2g === 'exact' ? 'libcbv2g' : 'neither';
    const other = right === 'libcbv2g' ? vector.exificient : vector.cbv2g;
    expected.push(
      `${vector.schema} ${vector.message} captured ${right} ${other
        .split(' ')
        .slice(0, 2)
        .join(' ')
        .replace(/^diff.*/, 'diff')}`,
    );
  }
  assert.deepEqual(listed.sort(), expected.sort());
});
