import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { findProjects, loadPics, loadSpecTable, suiteFiles } from '../../src/cli/run/run-inputs.js';
import { ownSpecTable, referencePics } from '../../src/cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-inputs-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function byConfiguration(all: readonly string[]): (a: string, b: string) => number {
  return (a, b) => all.indexOf(a) - all.indexOf(b);
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof PlumblineError);
    assert.ok(error.place?.startsWith(folder), 'the error names the file');
    return error.code;
  }
  return 'none';
}

describe('inputs of a run', () => {
  it('the spec table and the PICS that come with plumbline can be used', () => {
    assert.ok(loadSpecTable(ownSpecTable).rows.length > 40);
    const { values, sha256 } = loadPics(referencePics);
    assert.equal(values['PICS_CMN_CMN_IdentificationMode'], 'eIM');
    assert.match(sha256, /^[0-9a-f]{64}$/);
  });

  it('a pattern stands for the projects that it fits, each once and in their order', async () => {
    const names = await findProjects(['iso15118-2-ac-t*', 'iso15118-2-dc-tls', 'iso15118-2-*c-tls']);
    assert.deepEqual(
      names,
      ['iso15118-2-dc-tls', 'iso15118-2-ac-tls', 'iso15118-2-ac-tcp', 'iso15118-2-ac-tariff'].sort(
        byConfiguration(await findProjects(['*'])),
      ),
    );
    assert.deepEqual(await findProjects([]), []);
  });

  it('a pattern that fits nothing is refused, and so is a dot that would stand for anything', async () => {
    for (const name of ['iso15118-9*', 'iso15118.2-dc-tcp'])
      await assert.rejects(
        findProjects([name]),
        (error: PlumblineError) => error.code === 'CLI-002' && error.place === name,
      );
  });

  const bad: readonly (readonly [title: string, act: () => unknown, code: string])[] = [
    ['no PICS file', () => loadPics(join(folder, 'none.yaml')), 'SUITES-002'],
    ['PICS that are a list', () => loadPics(file('list.yaml', '- a\n- b\n')), 'SUITES-002'],
    ['PICS that are empty', () => loadPics(file('empty.yaml', '')), 'SUITES-002'],
    ['a PICS value that is a map', () => loadPics(file('map.yaml', 'PICS_A: { b: 1 }\n')), 'SUITES-002'],
    ['PICS that are no YAML', () => loadPics(file('broken.yaml', 'a: [1\n')), 'SUITES-002'],
    ['no spec table', () => loadSpecTable(join(folder, 'none.yaml')), 'JUDGE-001'],
    ['a spec table without rows', () => loadSpecTable(file('table.yaml', 'title: t\nversion: "1"\n')), 'JUDGE-001'],
  ];
  for (const [title, act, code] of bad) {
    it(`${title}: ${code}, with the file`, () => assert.equal(codeOf(act), code));
  }

  it('every file of the suites is listed with its hash', () => {
    const files = suiteFiles();
    assert.ok(files.some(({ name }) => name === 'suites/spec-table.yaml'));
    assert.ok(files.some(({ name }) => name === 'suites/engine/case-run.ts'));
  });
});
