import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { Results } from '../../src/record/results.js';

const sample = join(projectRoot(), 'reports', 'sample');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-compare-'));
after(() => rmSync(folder, { recursive: true }));

function compare(...folders: readonly string[]) {
  const args = [join(projectRoot(), 'bin', 'plumbline'), 'compare', ...folders];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('plumbline compare', () => {
  it('a run beside itself: nothing differs', () => {
    const { status, stdout } = compare(sample, sample);
    assert.equal(status, 0);
    assert.match(stdout, /(\d+) cases: \1 the same in all 2 runs \(\d+ passed in all\), 0 differ/);
  });

  it('a verdict that changed is named, and gives exit code 1', () => {
    const results = JSON.parse(readFileSync(join(sample, 'results.json'), 'utf8')) as Results;
    const changed = results.cases.find(({ verdict }) => verdict === 'pass')!;
    const cases = results.cases.map((one) => (one === changed ? { ...one, verdict: 'fail' } : one));
    writeFileSync(join(folder, 'results.json'), JSON.stringify({ ...results, cases }));
    const { status, stdout } = compare(sample, folder);
    assert.equal(status, 1);
    assert.ok(stdout.includes(`  pass | fail  ${changed.caseId}\n`), stdout);
  });

  it('a folder without results, results of another shape, and a single run are refused with their cure', () => {
    const other = mkdtempSync(join(folder, 'other-'));
    assert.match(compare(sample, other).stderr, /RECORD-002.*results\.json/s);
    copyFileSync(join(projectRoot(), 'package.json'), join(other, 'results.json'));
    const refused = compare(sample, other);
    assert.match(refused.stderr, /RECORD-010.*results\.json.*format/s);
    assert.equal(refused.status, 4);
    assert.match(compare(sample).stderr, /two run folders/);
  });
});
