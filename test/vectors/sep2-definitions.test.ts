import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { compareDefinitions } from '../../src/messages/schema-import/definition-files.js';
import { importSchema } from '../../src/messages/schema-import/import-schema.js';
import { readSchema } from '../../src/messages/schema-import/read-schema.js';
import { sep2Modules } from '../../src/messages/sep2/sep2-modules.js';
import type { MessageSet } from '../../src/wire/exi/notation.js';
import { requireReference } from '../support/reference.js';
import { describeModel, describeSet } from './describe-definitions.js';

const { sep2, csipAus12, csipAus13 } = sep2Modules.published;
const sets: readonly {
  readonly name: string;
  readonly set: MessageSet;
  readonly folder: string;
  readonly xsd: readonly string[];
}[] = [
  { name: 'sep2', set: sep2, folder: 'src/messages/sep2', xsd: ['sep-2.1.0.xsd'] },
  {
    name: 'csip-aus-1.2',
    set: csipAus12,
    folder: 'src/messages/sep2/csip-aus-1.2',
    xsd: ['csipaus-core-v1.2.xsd', 'csipaus-ext-v1.2.xsd', 'sep-2.1.0.xsd'],
  },
  {
    name: 'csip-aus-1.3',
    set: csipAus13,
    folder: 'src/messages/sep2/csip-aus-1.3',
    xsd: ['csipaus-core-v1.3.xsd', 'csipaus-ext-v1.3.xsd', 'sep-2.1.0.xsd'],
  },
];

function schemaPaths(t: TestContext, xsd: readonly string[]): readonly string[] | undefined {
  const reference = requireReference(t);
  return reference === undefined ? undefined : xsd.map((file) => join(reference, 'sep2/xsd', file));
}

function sameAsSchema(set: MessageSet, paths: readonly string[]): void {
  const ours = describeSet(set);
  const theirs = describeModel(readSchema(paths));
  assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
  for (const [key, expected] of theirs) assert.deepEqual(ours.get(key), expected, key);
}

for (const { name, set, folder, xsd } of sets) {
  test(`the definitions of ${name} are what its schema gives`, (t) => {
    const paths = schemaPaths(t, xsd);
    if (paths === undefined) return;
    const out = join(projectRoot(), folder);
    assert.deepEqual(compareDefinitions(out, importSchema({ xsd: paths, name, out })), []);
  });

  test(`the constants of ${name} say what the schema says`, (t) => {
    const paths = schemaPaths(t, xsd);
    if (paths !== undefined) sameAsSchema(set, paths);
  });
}

test('the draft set, made by a table of differences, says what the draft schema says', (t) => {
  const paths = schemaPaths(t, ['sep-2.0.4-draft.xsd']);
  if (paths !== undefined) sameAsSchema(sep2Modules.draft.draft, paths);
});
