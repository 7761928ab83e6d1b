import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { loadPics, loadSpecTable, suiteFiles } from '../../src/cli/run/run-inputs.js';
import { ownSpecTable, referencePics } from '../../src/cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-inputs-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
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
