import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { decodeMessage, encodeMessage, fromJson, type SchemaName, toJson } from '../../src/messages/codec.js';
import { requireReference } from '../support/reference.js';
import { fromHex, readVectorFile, toHex, type Vector } from '../support/vectors.js';

const written = readVectorFile(join(projectRoot(), 'fixtures/dialects/libcbv2g.jsonl'));
const dialect = 'libcbv2g';

test(`${written.length} messages as libcbv2g writes them are read and written, and the dialect is named`, () => {
  assert.equal(new Set(written.map(({ message }) => message)).size, 6);
  for (const { schema, message, variant, exi, json } of written) {
    const what = `${message} ${variant}`;
    const decoded = decodeMessage(schema, fromHex(exi));
    assert.deepEqual([decoded.dialect, decoded.message, decoded.violations], [dialect, message, []], what);
    assert.deepEqual(
      decoded.notes.map(({ rule }) => rule),
      ['dialect'],
    );
    assert.deepEqual(decoded.value && toJson(schema, decoded.value), json, what);
    assert.equal(toHex(encodeMessage(schema, fromJson(schema, json), [], { dialect })), exi, what);
    const asked = decodeMessage(schema, fromHex(exi), { dialect });
    assert.deepEqual([asked.dialect, asked.violations, asked.notes], [dialect, [], []], what);
    assert.deepEqual(asked.value, decoded.value);
  }
});

interface GeneratedVector extends Vector {
  readonly agrees: { readonly cbv2g: string };
}

/** What libcbv2g cannot write: positioning data with a list that it never gets to the end of. */
const unwritable = [
  'WPT_FinePositioningSetupReq full-alt4',
  'WPT_FinePositioningSetupReq full-alt5',
  'WPT_FinePositioningSetupRes full-alt1',
  'WPT_FinePositioningSetupRes full-alt3',
  'WPT_FinePositioningSetupRes full-alt4',
  'WPT_FinePositioningSetupRes full-alt5',
];

for (const schema of ['iso20.wpt', 'iso20.acdp'] satisfies SchemaName[]) {
  test(`the dialect differs from the schema of ${schema} exactly where libcbv2g does`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const own = new Map(written.map(({ message, variant, exi }) => [`${message} ${variant}`, exi]));
    const file = join(reference, 'iso15118/vectors', `generated.${schema}.jsonl`);
    for (const { message, variant, exi, json, agrees } of readVectorFile<GeneratedVector>(file)) {
      const what = `${message} ${variant}`;
      const encode = () => toHex(encodeMessage(schema, fromJson(schema, json), [], { dialect }));
      if (unwritable.includes(what)) assert.throws(encode, { code: 'MESSAGES-001' }, what);
      else assert.equal(encode(), agrees.cbv2g === 'exact' ? exi : own.get(what), what);
      // What follows the schema is read by the schema.
      assert.equal(decodeMessage(schema, fromHex(exi)).dialect, undefined, what);
    }
  });
}
