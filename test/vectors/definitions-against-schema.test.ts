import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { keyOf } from '../../src/messages/schema-import/qname.js';
import { readSchema } from '../../src/messages/schema-import/read-schema.js';
import { requireReference } from '../support/reference.js';
import { describeModel, describeSet } from './describe-definitions.js';
import { allSets } from './imported-sets.js';

// The text of the definitions is compared elsewhere; here the constants themselves are held against the schema, by
// another road than the generator's: every element, type, bound, enumeration and namespace.
for (const { name, set, xsd } of allSets) {
  test(`the constants of ${name} say what the schema says`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const model = readSchema([join(reference, 'iso15118/xsd', xsd)]);
    assert.deepEqual([...set.namespaces].sort(), [...model.namespaces]);
    const elements = set.elements.map((element) => keyOf({ ns: element.namespace, local: element.name }));
    assert.deepEqual(elements.sort(), [...model.elements.keys()].sort());
    const ours = describeSet(set);
    const theirs = describeModel(model);
    assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
    for (const [key, expected] of theirs) assert.deepEqual(ours.get(key), expected, `${name}: ${key}`);
  });
}
