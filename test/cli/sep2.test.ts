import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/base/project-root.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const main = pathToFileURL(join(projectRoot(), 'dist/src/cli/main.js')).href;

function plumbline(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const script = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', 'sep2', ...args], {
    encoding: 'utf8',
    input,
  });
}

const registration =
  '<Registration xmlns="urn:ieee:std:2030.5:ns" href="/rg"><dateTimeRegistered>1</dateTimeRegistered><pIN>111115</pIN></Registration>';
const json = { Registration: { href: '/rg', dateTimeRegistered: 1, pIN: 111_115 } };

function file(t: TestContext, name: string, content: string): string {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, content);
  return path;
}

test('plumbline sep2: XML to JSON, JSON to EXI, EXI to JSON, JSON to XML', () => {
  const decoded = plumbline(['decode', '-', '--json'], registration);
  assert.equal(decoded.status, 0, decoded.stderr);
  assert.deepEqual((JSON.parse(decoded.stdout) as { json: object }).json, json);
  const exi = plumbline(['encode', JSON.stringify(json), '--form', 'exi', '--hex']);
  assert.match(exi.stdout, /^a030114cc6[0-9a-f]+\n$/);
  const back = plumbline(['decode', '-', '--json'], exi.stdout);
  assert.deepEqual((JSON.parse(back.stdout) as { json: object }).json, json);
  assert.equal(plumbline(['encode', '-'], JSON.stringify(json)).stdout, `${registration}\n`);
});

test('a resource in words: what breaks the schema has a place, and the exit code is 1', (t) => {
  const path = file(t, 'rg.xml', registration.replace('111115', '-1').replace('<pIN>', '\n  <pIN>'));
  const { status, stdout } = plumbline(['decode', path]);
  assert.equal(status, 1);
  assert.match(stdout, /^Registration \(application\/sep\+xml, published schema, \d+ octets\)\n\{/);
  assert.match(
    stdout,
    /violation: value-out-of-range at Registration\.pIN, line 2, column 3: -1 is not within 0 to 4294967295\n1 violation\n$/,
  );
});

const xsd = (
  type: string,
) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ieee:std:2030.5:ns" elementFormDefault="qualified">
<xs:element name="Registration"><xs:complexType><xs:sequence><xs:element name="dateTimeRegistered" type="xs:long"/><xs:element name="pIN" type="${type}"/></xs:sequence><xs:attribute name="href"/></xs:complexType></xs:element></xs:schema>`;

test('validate holds a resource against a schema of the user as well, in either form', (t) => {
  const path = file(t, 'rg.xml', registration);
  const good = plumbline(['validate', path, '--xsd', file(t, 'good.xsd', xsd('xs:unsignedInt'))]);
  assert.deepEqual([good.status, good.stdout], [0, 'Registration: valid\n']);
  const strict = file(t, 'strict.xsd', xsd('xs:boolean'));
  const bad = plumbline(['validate', path, '--xsd', strict]);
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /strict\.xsd: line 1: .*'111115' is not a valid value.*\nRegistration: 1 findings\n$/);
  const exi = plumbline(['encode', JSON.stringify(json), '--form', 'exi', '--hex']).stdout;
  assert.equal(plumbline(['validate', '-', '--xsd', strict], exi).status, 1);
  const none = plumbline(['validate', path, '--xsd', path]);
  assert.deepEqual([none.status, none.stderr.slice(0, 12)], [4, 'MESSAGES-050']);
});

test('schema lists the resources, and gives the JSON Schema of one', () => {
  const names = plumbline(['schema']).stdout.trim().split('\n');
  assert.ok(names.length > 324 && names.includes('DERControl'));
  const schema = JSON.parse(plumbline(['schema', 'Registration']).stdout) as { title: string };
  assert.equal(schema.title, 'Registration');
  assert.equal(plumbline(['schema', 'Ghost']).status, 4);
});

test('the help of sep2 names what it can do, and a file that is not there is said', () => {
  const { stdout } = plumbline(['--help']);
  for (const word of ['decode', 'encode', 'validate', 'schema']) assert.match(stdout, new RegExp(word));
  const missing = plumbline(['decode', '/no/such/file']);
  assert.equal(missing.status, 4);
  assert.match(missing.stderr, /^CLI-010 /);
  assert.ok(readFileSync(join(projectRoot(), 'docs/sep2-messages.md'), 'utf8').includes('plumbline sep2 decode'));
});
