// npm run benchmark -- statistics: do the intervals cover what they claim, and what does a verdict cost. Seeded, so a run
// can be repeated; the last line counts how many claims held.
import { effectiveSampleSize, lag1Autocorrelation } from '../src/judge/dependence.js';
import { judge } from '../src/judge/judge.js';
import { lowerRank, upperRank } from '../src/judge/order-statistic.js';
import { clopperPearson, upperBound, wilson } from '../src/judge/proportion.js';
import type { SpecRow } from '../src/judge/spec-row.js';

let state = 20260101;
function random(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

let covered = 0;
let claims = 0;
function claim(name: string, share: number, least: number, runs: number): void {
  claims++;
  // Three standard errors of the simulation itself.
  const holds = share >= least - 3 * Math.sqrt((least * (1 - least)) / runs);
  if (holds) covered++;
  console.log(
    `${holds ? 'holds ' : 'BROKEN'}  ${name.padEnd(64)} ${(100 * share).toFixed(2)} %, claimed ${100 * least} %`,
  );
}

const runs = 20_000;
const binomial = (n: number, p: number) => {
  let k = 0;
  for (let i = 0; i < n; i++) if (random() < p) k++;
  return k;
};
for (const n of [60, 300, 1200]) {
  for (const p of [0.01, 0.15, 0.5]) {
    const seen = Array.from({ length: runs / 4 }, () => binomial(n, p));
    const share = (inside: (k: number) => boolean) => seen.filter(inside).length / seen.length;
    const known = new Map<number, { upper: boolean; exact: boolean; shown: boolean }>();
    const of = (k: number) => {
      const found = known.get(k) ?? {
        upper: upperBound(k, n, 0.95) >= p,
        exact: clopperPearson(k, n).low <= p && p <= clopperPearson(k, n).high,
        shown: wilson(k, n).low <= p && p <= wilson(k, n).high,
      };
      known.set(k, found);
      return found;
    };
    claim(
      `one-sided Clopper-Pearson bound, n = ${n}, p = ${p}`,
      share((k) => of(k).upper),
      0.95,
      seen.length,
    );
    claim(
      `two-sided Clopper-Pearson, n = ${n}, p = ${p}`,
      share((k) => of(k).exact),
      0.95,
      seen.length,
    );
    // Wilson covers 95 % on average only: it is shown, it does not decide.
    console.log(`        (Wilson, shown only: ${(100 * share((k) => of(k).shown)).toFixed(2)} %)`);
  }
}
for (const [p, n] of [
  [0.5, 40],
  [0.95, 100],
  [0.99, 1000],
] as const) {
  const up = upperRank(n, p, 0.95)!;
  const down = lowerRank(n, p, 0.95)!;
  const times = 4000;
  let above = 0;
  let below = 0;
  for (let run = 0; run < times; run++) {
    const sorted = Float64Array.from({ length: n }, random).sort();
    if (sorted[up - 1]! >= p) above++;
    if (sorted[down - 1]! <= p) below++;
  }
  claim(`upper bound of p${100 * p} by order statistics, n = ${n}`, above / times, 0.95, times);
  claim(`lower bound of p${100 * p} by order statistics, n = ${n}`, below / times, 0.95, times);
}
// Bursts: a Gilbert channel that loses 15 %, mean burst 4. Without n_eff the bound would claim too much.
for (const burst of [1, 2, 4]) {
  const leave = 1 / burst;
  const enter = (0.15 * leave) / 0.85;
  const times = 3000;
  const n = 1200;
  let plain = 0;
  let corrected = 0;
  for (let run = 0; run < times; run++) {
    let lost = random() < 0.15;
    const series = Array.from({ length: n }, () => {
      if (burst === 1) lost = random() < 0.15;
      else lost = lost ? random() >= leave : random() < enter;
      return lost ? 1 : 0;
    });
    const k = series.reduce<number>((sum, one) => sum + one, 0);
    if (upperBound(k, n, 0.95) >= 0.15) plain++;
    const effective = effectiveSampleSize(n, lag1Autocorrelation(series));
    if (upperBound((k * effective) / n, effective, 0.95) >= 0.15) corrected++;
  }
  // The correction itself is an estimate: 2 % is what it may fall short by.
  claim(`loss in bursts of ${burst}, bound with n_eff, n = ${n}`, corrected / times, 0.93, times);
  console.log(`        (without n_eff: ${((100 * plain) / times).toFixed(2)} %)`);
}

const row: SpecRow = {
  id: 'packet-loss',
  area: 'loss',
  requirement: '-',
  quantity: 'packet-loss',
  unit: '%',
  comparison: '<=',
  limit: 15,
  decisionRule: 'exact-binomial',
  confidence: 0.95,
  standard: '-',
  clause: '-',
  source: '-',
  method: '-',
  remedy: '-',
  status: 'measured',
};
const judged = 2000;
const began = process.hrtime.bigint();
for (let i = 0; i < judged; i++)
  judge(row, { id: 'packet-loss', value: undefined, unit: '%', k: i % 300, n: 1200, method: '-', evidence: [] });
const us = Number(process.hrtime.bigint() - began) / 1e3 / judged;
console.log(`a verdict on a proportion takes ${us.toFixed(0)} us, further samples included`);
console.log(`covered ${covered} of ${claims}`);
process.exitCode = covered === claims ? 0 : 1;
