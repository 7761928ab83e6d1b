import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PlumblineError } from '../../src/base/errors.js';
import { projectRoot } from '../../src/base/project-root.js';
import { iso20Ac } from '../../src/messages/iso20/ac/iso20-ac.js';
import { isSchemaName, messageSets, schemaName, schemaNames } from '../../src/messages/sets.js';

test('every set is there under its name, and is the one that an import gives', () => {
  assert.deepEqual(
    schemaNames.map((name) => messageSets[name].name),
    ['sap', 'din', 'iso2', 'iso20.cm', 'iso20.ac', 'iso20.dc', 'iso20.wpt', 'iso20.acdp', 'xmldsig'],
  );
  assert.equal(messageSets['iso20.ac'], iso20Ac);
  assert.equal(messageSets['iso20.ac'], messageSets['iso20.ac']);
});

test('a name that is no set is refused, also one that every object has', () => {
  for (const name of ['iso3', '', 'toString', '__proto__']) {
    assert.ok(!isSchemaName(name));
    assert.throws(
      () => schemaName(name),
      (error) => error instanceof PlumblineError && error.code === 'MESSAGES-002',
    );
  }
});

test('decoding ISO 15118-2 loads no definition of ISO 15118-20 or DIN SPEC 70121; asking for them does', () => {
  const module = (path: string) => JSON.stringify(pathToFileURL(join(projectRoot(), 'dist/src/messages', path)).href);
  // The sets that are loaded are the ones whose files Node has opened: a require cache lists them by path.
  const script = `
    import { createRequire } from 'node:module';
    const { decodeMessage } = await import(${module('codec.js')});
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((path) => /iso20|din/.test(path)).length;
    decodeMessage('iso2', Uint8Array.of(0x80));
    const before = loaded();
    decodeMessage('iso20.ac', Uint8Array.of(0x80));
    console.log(JSON.stringify({ before, after: loaded() }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const { before, after } = JSON.parse(stdout || '{}') as { before: number; after: number };
  assert.equal(stderr, '');
  assert.equal(before, 0);
  assert.ok(after > 0);
});
