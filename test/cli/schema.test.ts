import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/base/project-root.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const main = pathToFileURL(join(projectRoot(), 'dist/src/cli/main.js')).href;

function plumbline(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const script = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...args], { encoding: 'utf8' });
}

const xsd = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">
<xs:element name="PingReq" type="xs:byte"/>
</xs:schema>`;

test('plumbline schema import writes, checks, finds a change, and mends it', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'a.xsd');
  const out = join(folder, 'out');
  writeFileSync(file, xsd);
  const command = ['schema', 'import', '--xsd', file, '--name', 'a', '--out', out];

  const written = plumbline(...command);
  assert.equal(written.status, 0, written.stderr);
  assert.match(written.stdout, /^a: 4 files in .*out, 4 of them new or changed\n {2}ping\.ts\n/);
  assert.equal(plumbline(...command, '--check').status, 0);

  appendFileSync(join(out, 'ping.ts'), 'export const more = 1;\n');
  const changed = plumbline(...command, '--check');
  assert.equal(changed.status, 1);
  assert.match(changed.stderr, /^MESSAGES-018 .*out: .*: ping\.ts differs from line \d+\n {2}cure: /);

  assert.match(plumbline(...command).stdout, /1 of them new or changed\n {2}ping\.ts\n$/);
  assert.equal(plumbline(...command, '--check').status, 0);
});

test('plumbline schema import says what is wrong, where, and the cure', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'a.xsd');
  writeFileSync(file, xsd.replace('xs:byte', 'xs:float'));
  const refused = plumbline('schema', 'import', '--xsd', file, '--name', 'a', '--out', join(folder, 'out'));
  assert.equal(refused.status, 4);
  assert.match(refused.stderr, /^MESSAGES-016 .*a\.xsd:2: .*xs:float\n {2}cure: docs\/messages\.md/);
  assert.equal(plumbline('schema', 'import', '--name', 'a').status, 4);
  assert.equal(plumbline('schema').status, 4);
});

test('help of plumbline schema import ends in examples', () => {
  const { status, stdout } = plumbline('schema', 'import', '--help');
  assert.equal(status, 0);
  assert.match(stdout, /Examples:\n.*plumbline schema import --xsd/);
});
