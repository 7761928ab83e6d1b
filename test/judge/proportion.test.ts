import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { binomialCdf, incompleteBeta, inverseIncompleteBeta, logGamma } from '../../src/judge/beta.js';
import {
  clopperPearson,
  fewestSamples,
  furtherSamples,
  lowerBound,
  normalCdf,
  normalQuantile,
  upperBound,
  wilson,
} from '../../src/judge/proportion.js';
import { seeded } from './seeded.js';

const percent = (ratio: number, digits: number) => (ratio * 100).toFixed(digits);

describe('proportions: the table of design/statistics.md, to its printed digits', () => {
  const table = [
    { k: 0, n: 60, exact: ['0', '5.96'], readable: ['0', '6.02'], upper: '4.87' },
    { k: 3, n: 60, exact: ['1.04', '13.92'], readable: ['1.71', '13.70'], upper: '12.42' },
    { k: 10, n: 100, exact: ['4.90', '17.62'], readable: ['5.52', '17.44'], upper: '16.37' },
    { k: 120, n: 1000, exact: ['10.05', '14.18'], readable: ['10.13', '14.16'], upper: '13.82' },
    { k: 130, n: 1000, exact: ['10.98', '15.24'], readable: ['11.06', '15.23'], upper: '14.88' },
    { k: 1, n: 1000, exact: ['0.003', '0.56'], readable: ['0.02', '0.56'], upper: '0.47' },
  ] as const;
  const digits = (printed: string) => printed.split('.')[1]?.length ?? 0;
  const agrees = (ratio: number, printed: string) => assert.equal(percent(ratio, digits(printed)), printed);
  for (const { k, n, exact, readable, upper } of table) {
    it(`${k}/${n}`, () => {
      const interval = clopperPearson(k, n);
      agrees(interval.low, exact[0]);
      agrees(interval.high, exact[1]);
      const score = wilson(k, n);
      agrees(score.low, readable[0]);
      agrees(score.high, readable[1]);
      agrees(upperBound(k, n, 0.95), upper);
    });
  }
});

describe('fewest samples that show "rate < p" at 95 %', () => {
  const table: readonly (readonly [number, readonly number[]])[] = [
    [0.15, [19, 30, 40, 50, 68, 110]],
    [0.05, [59, 93, 124, 153, 208, 336]],
    [0.01, [299, 473, 628, 773, 1049, 1693]],
    [0.001, [2995, 4742, 6294, 7752, 10511, 16959]],
  ];
  for (const [p, expected] of table) {
    it(`< ${p * 100} %`, () => {
      assert.deepEqual(
        [0, 1, 2, 3, 5, 10].map((k) => fewestSamples(p, 0.95, k)),
        expected,
      );
    });
  }
  it('is exactly the n at which the upper bound first drops below p', () => {
    for (const [p, counts] of table) {
      const n = counts[3]!;
      assert.ok(upperBound(3, n, 0.95) < p);
      assert.ok(upperBound(3, n - 1, 0.95) >= p);
    }
  });
});

describe('the special functions', () => {
  it('log-gamma agrees with factorials', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      assert.ok(Math.abs(logGamma(n) - Math.log(factorial)) < 1e-12 * Math.max(1, Math.log(factorial)));
      factorial *= n;
    }
    assert.ok(Math.abs(logGamma(0.5) - Math.log(Math.sqrt(Math.PI))) < 1e-13);
  });
  it('the incomplete beta function agrees with a direct binomial sum', () => {
    const random = seeded(7);
    for (let trial = 0; trial < 200; trial++) {
      const n = 1 + Math.floor(random() * 60);
      const k = Math.floor(random() * n);
      const p = random();
      let sum = 0;
      let term = (1 - p) ** n;
      for (let i = 0; i <= k; i++) {
        sum += term;
        term *= ((n - i) / (i + 1)) * (p / (1 - p));
      }
      assert.ok(Math.abs(binomialCdf(k, n, p) - sum) < 1e-10, `n=${n} k=${k} p=${p}`);
    }
  });
  it('the inverse undoes it, also for large and fractional parameters', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [1, 60],
      [131, 870],
      [150_001, 850_000],
      [12.7, 88.3],
    ] as const) {
      for (const p of [0.001, 0.05, 0.5, 0.95, 0.999]) {
        const x = inverseIncompleteBeta(p, a, b);
        assert.ok(Math.abs(incompleteBeta(x, a, b) - p) < 1e-6, `a=${a} b=${b} p=${p}`);
      }
    }
  });
  it('the normal quantile agrees with known values', () => {
    assert.ok(Math.abs(normalQuantile(0.975) - 1.959963984540054) < 1e-12);
    assert.ok(Math.abs(normalQuantile(0.95) - 1.6448536269514722) < 1e-9);
    assert.ok(Math.abs(normalCdf(-6) / 9.865876450376946e-10 - 1) < 1e-6);
  });
});

describe('properties of the intervals', () => {
  it('none lost starts at 0 and all lost ends at 1, exactly', () => {
    assert.deepEqual([clopperPearson(0, 20).low, clopperPearson(20, 20).high], [0, 1]);
    assert.ok(clopperPearson(20, 20).low > 0.8 && clopperPearson(0, 20).high < 0.2);
  });
  it('more failures never lower a bound; more trials at k never raise it; the interval holds k/n', () => {
    const random = seeded(11);
    for (let trial = 0; trial < 300; trial++) {
      const n = 2 + Math.floor(random() * 2000);
      const k = Math.floor(random() * n);
      assert.ok(upperBound(k + 1, n, 0.95) >= upperBound(k, n, 0.95));
      assert.ok(lowerBound(k + 1, n, 0.95) >= lowerBound(k, n, 0.95));
      assert.ok(upperBound(k, n + 1, 0.95) <= upperBound(k, n, 0.95));
      const { low, high } = clopperPearson(k, n);
      assert.ok(low <= k / n && k / n <= high);
      assert.ok(upperBound(k, n, 0.99) >= upperBound(k, n, 0.95));
    }
  });
  it('the exact upper bound covers the true rate at least 95 times in 100 (simulation)', () => {
    const random = seeded(2024);
    for (const rate of [0.01, 0.15, 0.5]) {
      const n = 120;
      const runs = 2000;
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        let k = 0;
        for (let i = 0; i < n; i++) if (random() < rate) k++;
        if (upperBound(k, n, 0.95) >= rate) covered++;
      }
      // Three standard errors of a 95 % coverage in 2,000 runs are 1.5 %.
      assert.ok(covered / runs > 0.935, `rate ${rate}: covered ${covered} of ${runs}`);
    }
  });
  it('the forecast of further samples is what settles it, and one fewer is not', () => {
    for (const [k, n, limit] of [
      [130, 1000, 0.14],
      [3, 60, 0.1],
      [20, 100, 0.15],
    ] as const) {
      const further = furtherSamples(k, n, limit, 0.95);
      assert.ok(further !== undefined && further > 0);
      const rate = k / n;
      const settled = (total: number) =>
        rate < limit ? upperBound(rate * total, total, 0.95) < limit : lowerBound(rate * total, total, 0.95) > limit;
      assert.ok(settled(n + further));
      assert.ok(!settled(n + further - 1));
    }
    assert.equal(furtherSamples(15, 100, 0.15, 0.95), undefined);
  });
});
