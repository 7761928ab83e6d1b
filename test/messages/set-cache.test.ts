import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/base/project-root.js';

// A build of our own to play with: what codec.js needs of dist/.
const folder = mkdtempSync(join(tmpdir(), 'plumbline-sets-'));
after(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
for (const room of ['base', 'messages', 'wire']) {
  cpSync(join(projectRoot(), 'dist/src', room), join(folder, 'dist/src', room), { recursive: true });
}
const compilation = join(folder, 'dist/.tsbuildinfo');
const cache = join(folder, 'dist/message-sets.cache');

function run(script: string, coverage?: string): string {
  const env = { ...process.env, ...(coverage === undefined ? {} : { NODE_V8_COVERAGE: coverage }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

const module = (name: string) => JSON.stringify(pathToFileURL(join(folder, 'dist/src/messages', name)).href);

function writeCache(): void {
  run(`const { writeSetCache } = await import(${module('set-cache.js')}); await writeSetCache();`);
}

interface Load {
  /** Modules of the project that were loaded. */
  readonly modules: number;
  /** Those among them that declare messages. */
  readonly definitions: number;
}

/** Decodes a message of every set, in a process of its own, and counts what that had to load. */
function load(): Load {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  const script = `
    const { decodeMessage, schemaNames } = await import(${module('codec.js')});
    const { messageSets } = await import(${module('sets.js')});
    for (const name of schemaNames) decodeMessage(name, Uint8Array.of(0x80, 0, 0, 0));
    console.log(schemaNames.filter((name) => messageSets[name].elements.length > 0).length);
  `;
  assert.equal(run(script, coverage).trim(), '9');
  const urls = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url).filter((url) => url.startsWith(pathToFileURL(folder).href));
  });
  const definitions = urls.filter((url) => /\/messages\/(din|iso2|iso20|sap|xmldsig)\//.test(url));
  return { modules: urls.length, definitions: definitions.length };
}

test('without a cache, the modules are loaded', () => {
  assert.ok(load().definitions > 100);
  // Nothing tells which compilation this is, so there is nothing to bind a cache to.
  writeCache();
  assert.ok(load().definitions > 100);
});

test('with the cache of this compilation, no definition is loaded, and few modules at all', () => {
  writeFileSync(compilation, 'one compilation');
  writeCache();
  const { modules, definitions } = load();
  assert.equal(definitions, 0);
  assert.ok(modules > 10 && modules < 80, `${modules} modules`);
});

test('a cache of another compilation, or a damaged one, is not used', () => {
  writeFileSync(compilation, 'another');
  assert.ok(load().definitions > 100);
  writeCache();
  assert.equal(load().definitions, 0);
  utimesSync(compilation, 1, 1);
  assert.ok(load().definitions > 100);
  writeCache();
  writeFileSync(cache, readFileSync(cache).subarray(0, 100));
  assert.ok(load().definitions > 100);
  rmSync(cache);
  mkdirSync(cache);
  assert.ok(load().definitions > 100);
});
