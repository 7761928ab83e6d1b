import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { compareDefinitions } from '../../src/messages/schema-import/definition-files.js';
import { importSchema } from '../../src/messages/schema-import/import-schema.js';
import { requireReference } from '../support/reference.js';
import { importedSets } from './imported-sets.js';

for (const { name, xsd, folder } of importedSets) {
  test(`the definitions of ${name} are what its schema gives`, (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const out = join(projectRoot(), folder);
    const files = importSchema({ xsd: [join(reference, 'iso15118/xsd', xsd)], name, out });
    assert.deepEqual(compareDefinitions(out, files), []);
  });
}
