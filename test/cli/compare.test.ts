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
  const read = () => JSON.parse(readFileSync(join(sample, 'results.json'), 'utf8')) as Results;

  /** A run folder with these results. */
  function runOf(results: object): string {
    const place = mkdtempSync(join(folder, 'run-'));
    writeFileSync(join(place, 'results.json'), JSON.stringify(results));
    return place;
  }

  /** The sample again, as another night. */
  const repeated = (changes: Partial<Results['run']> = {}) => {
    const results = read();
    return { ...results, run: { ...results.run, id: `${results.run.id}-again`, ...changes } };
  };

  it('a repeated run with the same verdicts: nothing differs', () => {
    const { status, stdout } = compare(sample, runOf(repeated()));
    assert.equal(status, 0, stdout);
    assert.match(stdout, /(\d+) cases: \1 the same in all 2 runs \(\d+ passed in all\), 0 differ/);
  });

  it('a run beside itself shows nothing, and beside another one it counts once', () => {
    const alone = compare(sample, sample);
    assert.equal(alone.status, 2);
    assert.match(alone.stdout, /nothing is compared: all folders hold the same run/);
    const twice = compare(sample, runOf(repeated()), sample);
    assert.equal(twice.status, 0);
    assert.match(twice.stdout, /in all 2 runs/);
  });

  it('a run that did not come to its end, or in which nothing applied, proves no sameness', () => {
    const stopped = compare(sample, runOf(repeated({ complete: false })));
    assert.equal(stopped.status, 2);
    assert.match(stopped.stdout, /INCOMPLETE[\s\S]*did not come to its end/);
    const none = { ...repeated(), cases: [] };
    const empty = compare(runOf(none), runOf({ ...none, run: { ...none.run, id: 'another' } }));
    assert.equal(empty.status, 2);
    assert.match(empty.stdout, /holds no case that applied/);
  });

  it('a verdict that changed is named, and gives exit code 1', () => {
    const results = read();
    const changed = results.cases.find(({ verdict }) => verdict === 'pass')!;
    const cases = results.cases.map((one) => (one === changed ? { ...one, verdict: 'fail' } : one));
    const { status, stdout } = compare(sample, runOf({ ...results, cases }));
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
