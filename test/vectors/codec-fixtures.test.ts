import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage, encodeMessage, fromJson, schemaNames, toJson } from '../../src/messages/codec.js';
import { fixtureVectors, fromHex, toHex } from '../support/vectors.js';

const vectors = fixtureVectors();

for (const schema of schemaNames) {
  const own = vectors.filter((vector) => vector.schema === schema);
  if (own.length === 0) continue;
  test(`${own.length} vectors of ${schema} decode to their JSON and encode to their octets`, () => {
    for (const { message, variant, exi, json } of own) {
      const what = `${message} ${variant}`;
      const decoded = decodeMessage(schema, fromHex(exi));
      assert.deepEqual([decoded.violations, decoded.notes], [[], []], what);
      assert.equal(decoded.message, message);
      assert.ok(decoded.value);
      assert.deepEqual(toJson(schema, decoded.value), json, what);
      assert.equal(toHex(encodeMessage(schema, fromJson(schema, json))), exi, what);
    }
  });
}

test('the fixtures hold every message of every set', () => {
  const names = (schema: string) => new Set(vectors.filter((v) => v.schema === schema).map((v) => v.message));
  assert.equal(names('sap').size, 2);
  assert.equal(names('iso2').size, 34);
  assert.equal(names('din').size, 34);
  const iso20 = ['iso20.cm', 'iso20.ac', 'iso20.dc', 'iso20.wpt', 'iso20.acdp'].map((schema) => names(schema).size);
  assert.deepEqual(iso20, [26, 4, 10, 12, 8]);
});
