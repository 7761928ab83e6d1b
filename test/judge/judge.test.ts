import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge, rowsFor } from '../../src/judge/judge.js';
import type { Measurement } from '../../src/judge/measurement.js';
import type { SpecRow } from '../../src/judge/spec-row.js';
import { verdictOrder } from '../../src/judge/verdict.js';
import { seeded } from './seeded.js';

const row = (over: Partial<SpecRow>): SpecRow => ({
  id: 'row',
  area: 'test',
  requirement: 'a requirement',
  quantity: 'q',
  unit: '1',
  comparison: '<=',
  limit: 1,
  decisionRule: 'simple',
  confidence: 0.95,
  standard: 'manual',
  clause: '-',
  source: 'test',
  method: 'test',
  remedy: 'mend it',
  status: 'measured',
  ...over,
});
const taken = (over: Partial<Measurement>): Measurement => ({
  id: 'q',
  value: undefined,
  unit: '1',
  method: 'test',
  evidence: [],
  ...over,
});

const loss = row({ unit: '%', limit: 15, decisionRule: 'exact-binomial' });
const stop = row({ unit: 's', limit: 2, decisionRule: 'guarded' });
const p95 = row({ unit: 'ms', limit: 100, decisionRule: 'order-statistic', percentile: 95 });
const kernel = row({ unit: 'version', comparison: '>=', limit: '5.15' });
const flag = row({ unit: 'bool', comparison: 'is', limit: true, decisionRule: 'presence' });
const band = row({ unit: 'text', comparison: 'in', limit: ['2.4 GHz', '5.8 GHz'], decisionRule: 'presence' });
const range = row({ unit: 'kbit/s', comparison: 'in', limit: [128, 250], decisionRule: 'guarded' });
const over = (count: number, of: number) => Array.from({ length: of }, (_, i) => (i < count ? 200 : 50));

describe('decision rules', () => {
  const table: readonly (readonly [string, SpecRow, Partial<Measurement>, string, RegExp])[] = [
    ['loss 120 of 1000 passes', loss, { k: 120, n: 1000 }, 'pass', /bound 13\.82 % keeps <= 15 %/],
    ['loss 130 of 1000 passes narrowly', loss, { k: 130, n: 1000 }, 'pass', /14\.88 %/],
    ['loss 140 of 1000 straddles', loss, { k: 140, n: 1000 }, 'inconc', /further samples would settle/],
    ['loss 200 of 1000 fails', loss, { k: 200, n: 1000 }, 'fail', /breaks <= 15 %/],
    ['loss 0 of 18 is too few', loss, { k: 0, n: 18 }, 'inconc', /about 1 further samples/],
    ['loss 0 of 19 is enough', loss, { k: 0, n: 19 }, 'pass', /keeps/],
    [
      'a success rate has a lower limit',
      row({ ...loss, comparison: '>=', limit: 90 }),
      { k: 999, n: 1000 },
      'pass',
      /keeps >= 90 %/,
    ],
    ['1.9 s +- 0.05 s is inside 2 s', stop, { value: 1900, unit: 'ms', U: 50 }, 'pass', /guarded/],
    [
      '1.98 s +- 0.05 s straddles 2 s',
      stop,
      { value: 1.98, unit: 's', U: 0.05 },
      'inconc',
      /uncertainty below 0\.02 s/,
    ],
    ['2.1 s +- 0.05 s is outside', stop, { value: 2.1, unit: 's', U: 0.05 }, 'fail', /breaks/],
    [
      'the worst of several trials decides',
      stop,
      { samples: [0.5, 2.5, 0.4], unit: 's', U: 0.01 },
      'fail',
      /the worst of 3, 2\.5 s/,
    ],
    [
      'a stop that never took effect fails',
      stop,
      { samples: [0.5], censored: 1, unit: 's', U: 0.01 },
      'fail',
      /1 of 2 readings never arrived/,
    ],
    ['value + U on the limit itself still keeps <=', stop, { value: 1.5, U: 0.5, unit: 's' }, 'pass', /keeps/],
    ['but not <', row({ ...stop, comparison: '<' }), { value: 1.5, U: 0.5, unit: 's' }, 'inconc', /straddles/],
    [
      'a value on an open limit is outside it',
      row({ ...stop, comparison: '<' }),
      { value: 2, U: 0, unit: 's' },
      'fail',
      /breaks < 2 s/,
    ],
    [
      'and on an open lower limit',
      row({ ...stop, comparison: '>' }),
      { value: 2, U: 0, unit: 's' },
      'fail',
      /breaks > 2 s/,
    ],
    [
      'the interval may touch a closed lower limit',
      row({ ...stop, comparison: '>=' }),
      { value: 2.5, U: 0.5, unit: 's' },
      'pass',
      /keeps/,
    ],
    [
      'but not an open one',
      row({ ...stop, comparison: '>' }),
      { value: 2.5, U: 0.5, unit: 's' },
      'inconc',
      /straddles/,
    ],
    [
      'of several inside, the one nearest to the limit is told',
      stop,
      { samples: [1.1, 1.7, 0.2], unit: 's', U: 0.01 },
      'pass',
      /the worst of 3, 1\.7 s/,
    ],
    ['all lost', loss, { k: 20, n: 20 }, 'fail', /20 of 20 \(100 %\)/],
    ['inside a range', range, { value: 200, unit: 'kbit/s', U: 10 }, 'pass', /in 128\.\.250 kbit\/s/],
    ['below a range', range, { value: 100, unit: 'kbit/s', U: 10 }, 'fail', /breaks/],
    ['at the edge of a range', range, { value: 130, unit: 'kbit/s', U: 10 }, 'inconc', /straddles/],
    ['p95 of 100 within', p95, { samples: over(0, 100), unit: 'ms' }, 'pass', /upper bound 50 ms keeps/],
    ['p95 of 100 with 1 over', p95, { samples: over(1, 100), unit: 'ms' }, 'pass', /keeps/],
    ['p95 of 100 with 5 over', p95, { samples: over(5, 100), unit: 'ms' }, 'inconc', /no practical number/],
    ['p95 of 100 with 20 over', p95, { samples: over(20, 100), unit: 'ms' }, 'fail', /lower bound 200 ms breaks/],
    [
      'p95 of 58 is not claimable',
      p95,
      { samples: over(0, 58), unit: 'ms' },
      'inconc',
      /needs at least 59; about 1 further/,
    ],
    [
      'the uncertainty of a sample widens the upper bound',
      p95,
      { samples: over(0, 100), unit: 'ms', U: 60 },
      'inconc',
      /-10\.\.110 ms straddle/,
    ],
    ['and the lower one', p95, { samples: over(20, 100), unit: 'ms', U: 120 }, 'inconc', /80\.\.320 ms straddle/],
    [
      'missing samples count as over',
      p95,
      { samples: over(0, 80), censored: 20, unit: 'ms' },
      'fail',
      /20 never arrived/,
    ],
    ['kernel 6.1', kernel, { value: '6.1.0-18-amd64', unit: 'version' }, 'pass', /found 6\.1\.0/],
    ['kernel 5.15, the limit itself', kernel, { value: '5.15.0', unit: 'version' }, 'pass', /found 5\.15\.0/],
    ['kernel 5.4', kernel, { value: '5.4.0', unit: 'version' }, 'fail', /required >= 5\.15/],
    ['a fact that holds', flag, { value: true, unit: 'bool' }, 'pass', /found true/],
    ['a fact that does not', flag, { value: false, unit: 'bool' }, 'fail', /found false/],
    ['a band of the list', band, { value: '5.8 GHz', unit: 'text' }, 'pass', /5\.8/],
    ['a band not of the list', band, { value: '868 MHz', unit: 'text' }, 'fail', /in \{2\.4 GHz, 5\.8 GHz\}/],
    [
      'simple acceptance ignores U and says so',
      row({ unit: 'GHz', comparison: '>=', limit: 2 }),
      { value: 2000, unit: 'MHz', U: 100 },
      'pass',
      /simple acceptance/,
    ],
  ];
  for (const [name, spec, measured, verdict, reason] of table) {
    it(name, () => {
      const result = judge(spec, taken(measured));
      assert.equal(result.verdict, verdict, result.reason);
      assert.match(result.reason, reason);
    });
  }
});

describe('what cannot be judged is an error of the harness', () => {
  const table: readonly (readonly [string, SpecRow, Partial<Measurement>, RegExp])[] = [
    ['never taken: value', stop, {}, /declared but never taken/],
    ['never taken: proportion', loss, {}, /declared but never taken/],
    ['never taken: no samples', p95, { samples: [] }, /declared but never taken/],
    ['never taken: fact', flag, { unit: 'bool' }, /declared but never taken/],
    ['no trials', loss, { k: 0, n: 0 }, /n = 0/],
    ['k above n', loss, { k: 5, n: 3 }, /not a proportion/],
    ['NaN', stop, { value: Number.NaN, unit: 's', U: 0 }, /not a finite number/],
    ['NaN sample', p95, { samples: [1, Number.NaN], unit: 'ms' }, /not a number/],
    ['NaN uncertainty', stop, { value: 1, unit: 's', U: Number.NaN }, /uncertainty is not a number/],
    ['no uncertainty under guarded acceptance', stop, { value: 1, unit: 's' }, /needs a stated uncertainty/],
    ['another dimension', stop, { value: 1, unit: 'W', U: 0 }, /does not convert/],
    ['another quantity', stop, { id: 'other', value: 1, unit: 's', U: 0 }, /is not the quantity/],
    ['a text for a truth value', flag, { value: 'yes', unit: 'bool' }, /cannot be held against/],
    ['no version', kernel, { value: 'unknown', unit: 'version' }, /is not a version/],
    ['a value that is not k\\/n', loss, { value: 20, unit: '%', k: 1, n: 100 }, /is not 1\/100/],
    ['samples that are not k', loss, { k: 1, n: 3, samples: [0, 0, 0] }, /does not agree/],
  ];
  for (const [name, spec, measured, reason] of table) {
    it(name, () => {
      const result = judge(spec, taken(measured));
      assert.equal(result.verdict, 'error', result.reason);
      assert.match(result.reason, reason);
    });
  }
});

describe('instrument and clock', () => {
  const good = { value: 1, unit: 's', U: 0.01 } as const;
  const meter = { name: 'meter', calibrationDue: '2026-01-31' };
  it('past its calibration date nothing passes', () => {
    assert.equal(judge(stop, taken({ ...good, instrument: meter, takenAt: '2026-01-31T23:00:00Z' })).verdict, 'pass');
    const late = judge(stop, taken({ ...good, instrument: meter, takenAt: '2026-02-01T00:00:00Z' }));
    assert.equal(late.verdict, 'inconc');
    assert.match(late.reason, /calibration of meter was due on 2026-01-31/);
    assert.equal(judge(stop, taken({ ...good, instrument: meter })).verdict, 'inconc');
  });
  it('on an unsynchronised clock nothing passes where the clock matters', () => {
    const clock = { name: 'clock', clockMatters: true, clockSynchronised: false };
    assert.equal(judge(stop, taken({ ...good, instrument: clock })).verdict, 'inconc');
    assert.equal(judge(stop, taken({ ...good, instrument: { ...clock, clockMatters: false } })).verdict, 'pass');
    assert.equal(judge(stop, taken({ ...good, instrument: { name: 'clock', clockMatters: true } })).verdict, 'inconc');
    assert.equal(judge(stop, taken({ ...good, instrument: { ...clock, clockSynchronised: true } })).verdict, 'pass');
  });
  it('a fail stays a fail', () => {
    const failing = taken({ value: 9, unit: 's', U: 0.01, instrument: meter, takenAt: '2027-01-01' });
    assert.equal(judge(stop, failing).verdict, 'fail');
  });
});

describe('properties', () => {
  const rank = (spec: SpecRow, measured: Partial<Measurement>) =>
    verdictOrder.indexOf(judge(spec, taken(measured)).verdict);
  it('more loss never gives a better verdict', () => {
    const random = seeded(17);
    for (let trial = 0; trial < 150; trial++) {
      const n = 10 + Math.floor(random() * 1500);
      const k = Math.floor(random() * n);
      assert.ok(rank(loss, { k: k + 1, n }) >= rank(loss, { k, n }), `k=${k} n=${n}`);
    }
  });
  it('a larger value never gives a better verdict under an upper limit, nor more uncertainty a pass or a fail', () => {
    const random = seeded(18);
    for (let trial = 0; trial < 500; trial++) {
      const value = random() * 4;
      const U = random();
      assert.ok(rank(stop, { value: value + random(), U, unit: 's' }) >= rank(stop, { value, U, unit: 's' }));
      const sure = judge(stop, taken({ value, U, unit: 's' })).verdict;
      const unsure = judge(stop, taken({ value, U: U + random(), unit: 's' })).verdict;
      assert.ok(unsure === sure || unsure === 'inconc');
    }
  });
  it('bursts weaken the claim: the same k of n in one burst is worth fewer samples', () => {
    const n = 1200;
    const burst = Array.from({ length: n }, (_, i) => (i < 140 ? 1 : 0));
    const spread = Array.from({ length: n }, (_, i) =>
      Math.floor(((i + 1) * 140) / n) > Math.floor((i * 140) / n) ? 1 : 0,
    );
    const together = judge(loss, taken({ k: 140, n, samples: burst }));
    const apart = judge(loss, taken({ k: 140, n, samples: spread }));
    assert.equal(apart.verdict, 'pass');
    assert.equal(together.verdict, 'inconc');
    assert.match(together.caveats.join(), /n_eff/);
    assert.ok((together.furtherSamples ?? 0) > n);
  });
  it('false acceptance exactly at the limit stays below 2.5 % under guarded acceptance (simulation)', () => {
    const random = seeded(21);
    const runs = 4000;
    let accepted = 0;
    for (let run = 0; run < runs; run++) {
      // Irwin-Hall: twelve uniform numbers make a normal one of variance 1.
      let z = -6;
      for (let i = 0; i < 12; i++) z += random();
      if (judge(stop, taken({ value: 2 + 0.05 * z, U: 0.1, unit: 's' })).verdict === 'pass') accepted++;
    }
    assert.ok(accepted / runs < 0.03, `${accepted} of ${runs}`);
    assert.ok(accepted > 0);
  });
});

describe('several trials inside the limit', () => {
  it('say what share of all trials that shows (order statistics: 0.05^(1/n) with n of n inside)', () => {
    // 59 of 59 inside bounds the 95th percentile, the table of the percentiles from the other side.
    const result = judge(stop, taken({ samples: Array.from({ length: 59 }, () => 1), unit: 's', U: 0.01 }));
    assert.match(result.reason, /59 of 59 inside shows, at 95 % confidence, that at least 95\.0 % are/);
    assert.doesNotMatch(judge(stop, taken({ value: 1, unit: 's', U: 0.01 })).reason, /inside shows/);
  });
});

describe('which rows apply', () => {
  it('those without a profile and those of the profiles agreed on; never one that is not measured yet', () => {
    const rows = [
      row({ id: 'all' }),
      row({ id: 'au', profile: 'as-nzs-4777.2' }),
      row({ id: 'eu', profile: 'en-50549' }),
      row({ id: 'later', status: 'not-yet-measured' }),
      row({ id: 'other', quantity: 'another' }),
    ];
    const ids = (profiles?: readonly string[]) => rowsFor(rows, 'q', profiles).map(({ id }) => id);
    assert.deepEqual(ids(), ['all', 'au', 'eu']);
    assert.deepEqual(ids(['en-50549']), ['all', 'eu']);
    assert.deepEqual(ids([]), ['all']);
  });
});

describe('what could not be measured', () => {
  it('is inconclusive and says why, whatever the rule', () => {
    for (const spec of [loss, stop, p95, kernel, flag]) {
      const result = judge(spec, taken({ unavailable: 'no cpufreq under /sys' }));
      assert.equal(result.verdict, 'inconc');
      assert.match(result.reason, /no cpufreq/);
    }
  });
});
