import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Measurement } from '../../src/judge/measurement.js';
import type { SpecRow } from '../../src/judge/spec-row.js';
import type { NewEvent, Recorder } from '../../src/record/events.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';

const definition: CaseDefinition = {
  id: 'T_001',
  title: 'a case',
  purpose: 'to be run',
  area: 'test',
  clause: 'none',
  requirements: [],
  kind: 'valid',
  likelyCauses: ['a slip'],
};

const row: SpecRow = {
  id: 'delay',
  area: 'test',
  requirement: 'the delay is short',
  quantity: 'delay',
  unit: 'ms',
  comparison: '<=',
  limit: 10,
  decisionRule: 'simple',
  confidence: 0.95,
  standard: 'none',
  clause: 'none',
  source: 'this test',
  method: 'none',
  remedy: 'none',
  status: 'measured',
};

const measured = (value: number | undefined): Measurement => ({
  id: 'delay',
  value,
  unit: 'ms',
  method: 'a test',
  evidence: [],
});

function newRun(rows: readonly SpecRow[] = [row]): { readonly run: CaseRun; readonly events: NewEvent[] } {
  const events: NewEvent[] = [];
  const recorder: Recorder = { record: (event) => events.push(event), flush: async () => {} };
  return { run: new CaseRun('T_001@test', definition, recorder, rows), events };
}

const seen = { text: 'something is so' };

describe('a case that is only asked whether it fails', () => {
  const noisy = () => {
    const recorder: Recorder = { record: () => undefined, flush: async () => {} };
    return new CaseRun('T_001@test', definition, recorder, [row], { stopsAtFailure: true });
  };

  it('ends at its first failed observation of the tested step', () => {
    const run = noisy();
    run.step('test', 'when');
    run.observe(true, seen);
    assert.throws(() => run.observe(false, seen), CaseStopped);
    assert.equal(run.verdict, 'fail');
  });

  it('goes on after what is inconclusive: that is no failure', () => {
    const run = noisy();
    assert.equal(run.observe(false, seen), false);
    assert.equal(run.verdict, 'inconc');
  });
});

describe('a disputed duty', () => {
  const judged = (profile: 'strict' | 'field-tolerant') => {
    const events: NewEvent[] = [];
    const recorder: Recorder = { record: (event) => events.push(event), flush: async () => {} };
    const run = new CaseRun('T_001@test', definition, recorder, [row], { profile });
    run.step('test', 'when');
    return { run, events };
  };
  const disputed = { ...seen, disputed: 'close-after-failed' } as const;

  it('fails by the strict profile', () => {
    const { run } = judged('strict');
    run.observe(true, seen);
    assert.equal(run.observe(false, disputed), false);
    assert.equal(run.end('finished', 1), 'fail');
  });

  it('is tolerated by the other, and the record and the reason say so', () => {
    const { run, events } = judged('field-tolerant');
    run.observe(true, seen);
    assert.equal(run.observe(false, disputed), false);
    assert.equal(run.end('finished', 1), 'pass');
    const text = JSON.stringify(events);
    assert.match(text, /"tolerated":"the connection stays open/);
    assert.match(text, /1 observations, all as expected; 1 not so, and tolerated/);
  });

  it('earns no pass when it is all that was seen', () => {
    const { run } = judged('field-tolerant');
    run.observe(false, disputed);
    assert.equal(run.end('finished', 1), 'error');
  });

  it('that holds is a pass by both', () => {
    for (const profile of ['strict', 'field-tolerant'] as const) {
      const { run } = judged(profile);
      run.observe(true, disputed);
      assert.equal(run.end('finished', 1), 'pass');
    }
  });
});

describe('the verdict of a case', () => {
  const rows: readonly (readonly [title: string, act: (run: CaseRun) => void, verdict: string])[] = [
    ['nothing was observed', () => {}, 'error'],
    ['only the preamble was observed', (run) => void run.observe(true, seen), 'error'],
    [
      'the tested step was entered and nothing was looked at in it',
      (run) => {
        run.observe(true, seen);
        run.step('test', 'When');
      },
      'error',
    ],
    [
      'one good observation in the tested step',
      (run) => {
        run.step('test', 'When');
        run.observe(true, seen);
      },
      'pass',
    ],
    ['a deviation in the preamble', (run) => void run.observe(false, seen), 'inconc'],
    [
      'a deviation in the preamble, whatever is seen later',
      (run) => {
        run.observe(false, seen);
        run.step('test', 'When');
        run.observe(true, seen);
      },
      'inconc',
    ],
    [
      'a deviation in the tested step after a good observation',
      (run) => {
        run.step('test', 'When');
        run.observe(true, seen);
        run.observe(false, seen);
        run.observe(true, seen);
      },
      'fail',
    ],
    [
      'an observation that could not be made, among good ones',
      (run) => {
        run.step('test', 'When');
        run.observe(true, seen);
        run.inconclusive('the capture is silent');
      },
      'inconc',
    ],
    [
      'a measurement within its limit',
      (run) => {
        run.step('test', 'When');
        run.judge(measured(9));
      },
      'pass',
    ],
    [
      'a measurement beyond its limit',
      (run) => {
        run.step('test', 'When');
        run.judge(measured(11));
      },
      'fail',
    ],
    [
      'a measurement that was never taken',
      (run) => {
        run.step('test', 'When');
        run.judge(measured(undefined));
      },
      'error',
    ],
    [
      'a measurement for which the spec table has no row',
      (run) => {
        run.step('test', 'When');
        run.judge({ ...measured(1), id: 'unheard-of' });
      },
      'error',
    ],
  ];
  for (const [title, act, verdict] of rows) {
    it(`${title}: ${verdict}`, () => {
      const { run, events } = newRun();
      act(run);
      assert.equal(run.end('finished', 1), verdict);
      const last = events.at(-1);
      assert.ok(last?.type === 'case-ended');
      assert.equal(last.verdict, verdict);
      assert.notEqual(last.reason, '');
      assert.deepEqual(last.likelyCauses, verdict === 'pass' ? undefined : ['a slip']);
    });
  }

  it('a case that was cut off does not pass on what it saw until then', () => {
    const { run } = newRun();
    run.step('test', 'When');
    run.observe(true, seen);
    assert.equal(run.end('timed-out', 1), 'inconc');
  });

  it('require ends the case with its verdict', () => {
    const { run } = newRun();
    run.step('test', 'When');
    assert.throws(() => run.require(false, { ...seen, expected: 'so', observed: 'not so' }), CaseStopped);
    assert.equal(run.verdict, 'fail');
    assert.match(run.reason, /expected so, observed not so/);
  });

  it('a case that its PICS exclude is not counted', () => {
    const { run, events } = newRun();
    run.notApplicable('DC only');
    assert.equal(run.closed, true);
    const [event] = events;
    assert.ok(event?.type === 'case-ended');
    assert.deepEqual([event.verdict, event.applicable], ['none', false]);
  });
});
