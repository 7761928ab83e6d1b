import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareRuns, type RepeatedCase } from '../../src/judge/compare-runs.js';
import type { Verdict } from '../../src/judge/verdict.js';

const one = (caseId: string, verdict: Verdict, applicable = true): RepeatedCase => ({ caseId, verdict, applicable });

describe('several runs side by side', () => {
  it('are the same where every case came out the same', () => {
    const run = [one('a', 'pass'), one('b', 'fail'), one('c', 'none', false)];
    assert.deepEqual(compareRuns([run, run, run]), { cases: 3, same: 3, passed: 1, differing: [] });
  });

  it('name a case whose verdict changed, in any of the runs', () => {
    const { differing, same } = compareRuns([
      [one('a', 'pass'), one('b', 'pass')],
      [one('a', 'pass'), one('b', 'pass')],
      [one('b', 'inconc'), one('a', 'pass')],
    ]);
    assert.deepEqual(differing, [{ caseId: 'b', outcomes: ['pass', 'pass', 'inconc'] }]);
    assert.equal(same, 1);
  });

  it('count a case that did not run, or did not apply, as another outcome than a pass', () => {
    const { differing } = compareRuns([[one('a', 'pass'), one('b', 'pass')], [one('b', 'none', false)]]);
    assert.deepEqual(differing, [
      { caseId: 'a', outcomes: ['pass', 'not-run'] },
      { caseId: 'b', outcomes: ['pass', 'not-applicable'] },
    ]);
  });
});
