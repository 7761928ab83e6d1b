import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { decodeMessage, encodeMessage, fromJson, type SchemaName, toJson } from '../../src/messages/codec.js';
import { requireReference } from '../support/reference.js';
import { fromHex, toHex } from '../support/vectors.js';

interface EverestVector {
  readonly schema: SchemaName;
  readonly exi: string;
  readonly source: string;
  /** Missing where no codec could read the message. */
  readonly json?: unknown;
}

test("every message of EVerest's own tests is exact both ways, or explained in docs/vectors.md", (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const file = readFileSync(join(reference, 'iso15118/vectors/everest-tests.json'), 'utf8');
  const vectors = JSON.parse(file) as readonly EverestVector[];
  assert.ok(vectors.length > 0);
  const page = readFileSync(join(projectRoot(), 'docs/vectors.md'), 'utf8');
  const explained = [...page.matchAll(/^\| (\d+ \| \w+ \| \w+ \| \d+ \| [a-z-]+, bit \d+) \|/gm)].map((row) => row[1]);
  const found: string[] = [];
  for (const [number, { schema, exi, source, json }] of vectors.entries()) {
    const what = `${number}, ${source}`;
    const { message, value, violations, notes, dialect } = decodeMessage(schema, fromHex(exi));
    const [first] = violations;
    if (first !== undefined) {
      const amendment = /ac_der_(iec|sae)_/.exec(source)?.[1]?.toUpperCase();
      found.push(`${number} | ${amendment} | ${message} | ${exi.length / 2} | ${first.rule}, bit ${first.bitOffset}`);
      continue;
    }
    assert.deepEqual([notes, dialect], [[], undefined], what);
    assert.deepEqual(value && toJson(schema, value), json, what);
    assert.equal(toHex(encodeMessage(schema, fromJson(schema, json))), exi, what);
  }
  assert.deepEqual(found, explained);
  assert.ok(page.includes(`${vectors.length - found.length} of the ${vectors.length} messages`));
  t.diagnostic(`${vectors.length - found.length} exact, ${found.length} explained`);
});
