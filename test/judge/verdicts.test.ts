import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CaseOutcome, CaseVerdict, notApplicable } from '../../src/judge/case-verdict.js';
import { exitCodeOf, runVerdict } from '../../src/judge/run-verdict.js';
import { type Verdict, verdictOrder, worst } from '../../src/judge/verdict.js';

describe('the lattice of verdicts', () => {
  it('is a join: commutative, associative, idempotent, and only gets worse', () => {
    for (const a of verdictOrder) {
      assert.equal(worst(a, a), a);
      for (const b of verdictOrder) {
        assert.equal(worst(a, b), worst(b, a));
        assert.ok(verdictOrder.indexOf(worst(a, b)) >= verdictOrder.indexOf(a));
        for (const c of verdictOrder) assert.equal(worst(worst(a, b), c), worst(a, worst(b, c)));
      }
    }
  });
});

describe('the verdict of a case', () => {
  it('keeps the first reason of the worst', () => {
    const verdict = new CaseVerdict();
    verdict.set('pass', 'answered OK');
    verdict.set('fail', 'wrong session id');
    verdict.set('fail', 'and late');
    verdict.set('pass', 'answered OK again');
    assert.deepEqual(verdict.end('finished'), {
      verdict: 'fail',
      ending: 'finished',
      applicable: true,
      reason: 'wrong session id',
    });
    assert.equal(verdict.steps.length, 4);
  });
  it('that finished with a pass is a pass', () => {
    const verdict = new CaseVerdict();
    verdict.set('pass', 'answered OK');
    assert.deepEqual([verdict.end('finished').verdict, verdict.reason], ['pass', 'answered OK']);
  });
  it('that ends at none is an error', () => {
    const outcome = new CaseVerdict().end('finished');
    assert.equal(outcome.verdict, 'error');
    assert.match(outcome.reason, /without a verdict/);
  });
  for (const ending of ['aborted', 'timed-out', 'stopped'] as const) {
    it(`that was ${ending} may not pass, and its fail stays`, () => {
      const passing = new CaseVerdict();
      passing.set('pass', 'so far so good');
      assert.equal(passing.end(ending).verdict, 'inconc');
      const failing = new CaseVerdict();
      failing.set('fail', 'broken');
      assert.equal(failing.end(ending).verdict, 'fail');
    });
  }
  it('an error of the engine outweighs a fail', () => {
    const verdict = new CaseVerdict();
    verdict.set('fail', 'broken');
    verdict.error('the bench went away');
    assert.equal(verdict.end('finished').verdict, 'error');
  });
});

describe('the verdict of a run', () => {
  const outcome = (verdict: Verdict): CaseOutcome => ({ verdict, ending: 'finished', applicable: true, reason: '-' });
  const given = { picsGiven: true };
  const table: readonly (readonly [
    string,
    readonly CaseOutcome[],
    Parameters<typeof runVerdict>[1],
    Verdict,
    number,
  ])[] = [
    ['all pass', [outcome('pass'), outcome('pass')], given, 'pass', 0],
    ['one fails', [outcome('pass'), outcome('inconc'), outcome('fail')], given, 'fail', 1],
    ['one inconclusive', [outcome('pass'), outcome('inconc')], given, 'inconc', 2],
    ['one error', [outcome('fail'), outcome('error')], given, 'error', 3],
    ['one ended at none', [outcome('pass'), outcome('none')], given, 'error', 3],
    ['nothing applicable', [notApplicable('no DC')], given, 'inconc', 2],
    ['not applicable beside a pass', [notApplicable('no DC'), outcome('pass')], given, 'pass', 0],
    ['nothing run', [], given, 'error', 3],
    ['no PICS', [outcome('pass')], { picsGiven: false }, 'error', 3],
    ['incomplete record', [outcome('pass')], { picsGiven: true, complete: false }, 'inconc', 2],
    ['incomplete record with a fail', [outcome('fail')], { picsGiven: true, complete: false }, 'fail', 1],
  ];
  for (const [name, cases, facts, verdict, exit] of table) {
    it(name, () => {
      const run = runVerdict(cases, facts);
      assert.equal(run.verdict, verdict, run.reason);
      assert.equal(run.exitCode, exit);
      assert.notEqual(run.reason, '');
      const { pass, inconc, fail, error, notApplicable: not } = run.counts;
      assert.equal(pass + inconc + fail + error + not, cases.length);
    });
  }
  it('the exit codes are those of the architecture', () => {
    assert.deepEqual((['pass', 'fail', 'inconc', 'error', 'none'] as const).map(exitCodeOf), [0, 1, 2, 3, 3]);
  });
});
