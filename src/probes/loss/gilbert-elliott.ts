// Models of loss in bursts, fitted to a series of indicators (1 = lost): independent losses; Gilbert's two states, where
// the bad one loses everything (Gilbert 1960); Elliott's extension, where each state loses with a probability of its own
// (Elliott 1963). Fitted by counting transitions and by Baum and Welch.

/** Gilbert's model: P(good to bad), P(bad to good); the bad state loses everything. */
export interface GilbertFit {
  /** Probability that a probe that arrived is followed by a lost one. */
  readonly p: number;
  /** Probability that a lost probe is followed by one that arrives. */
  readonly r: number;
  /** Mean length of a burst that the model implies, 1/r, probes. */
  readonly meanBurst: number;
  /** Long-run loss that the model implies, p/(p+r), 0..1. */
  readonly loss: number;
  readonly logLikelihood: number;
}

/** Elliott's model: as Gilbert's, with loss 1-k in the good state and 1-h in the bad one. */
export interface GilbertElliottFit {
  readonly p: number;
  readonly r: number;
  /** Probability of arriving in the good state. */
  readonly k: number;
  /** Probability of arriving in the bad state. */
  readonly h: number;
  readonly loss: number;
  readonly logLikelihood: number;
}

export interface BurstModel {
  /** The simplest model that the series supports, by the Bayesian information criterion. */
  readonly kind: 'independent' | 'gilbert' | 'gilbert-elliott';
  readonly gilbert: GilbertFit;
  readonly elliott: GilbertElliottFit;
}

/** Fewest losses from which a model is fitted: below, any would fit. */
const fewestLosses = 10;
/** Baum and Welch run over at most so many probes: the fit of more does not differ, the time does. */
const mostProbes = 20_000;
const iterations = 60;
const tolerance = 1e-6;

/** Gilbert's parameters by counting transitions; `undefined` when nothing or everything was lost. */
export function fitGilbert(indicators: readonly number[]): GilbertFit | undefined {
  const counts = [0, 0, 0, 0] as [number, number, number, number];
  for (let i = 1; i < indicators.length; i++) counts[(2 * indicators[i - 1]! + indicators[i]!) as 0 | 1 | 2 | 3]++;
  const [stayGood, toBad, toGood, stayBad] = counts;
  if (toBad + stayBad === 0 || stayGood + toGood === 0 || toBad + stayGood === 0 || toGood + stayBad === 0)
    return undefined;
  const p = toBad / (toBad + stayGood);
  const r = toGood / (toGood + stayBad);
  if (p + r === 0) return undefined;
  const term = (n: number, probability: number) => (n === 0 ? 0 : n * Math.log(probability));
  const logLikelihood = term(stayGood, 1 - p) + term(toBad, p) + term(toGood, r) + term(stayBad, 1 - r);
  return { p, r, meanBurst: r === 0 ? Number.POSITIVE_INFINITY : 1 / r, loss: p / (p + r), logLikelihood };
}

type Elliott = { p: number; r: number; k: number; h: number };

/** One pass forward and backward with scaling (Rabiner 1989); the new parameters and the likelihood of the old ones. */
function reestimate(x: readonly number[], { p, r, k, h }: Elliott): Elliott & { logLikelihood: number } {
  const n = x.length;
  const alpha = new Float64Array(2 * n);
  const beta = new Float64Array(2 * n);
  const scale = new Float64Array(n);
  const good = [k, 1 - k];
  const bad = [h, 1 - h];
  let logLikelihood = 0;
  const startBad = p + r === 0 ? 0.5 : p / (p + r);
  for (let i = 0; i < n; i++) {
    const lost = x[i]!;
    const before = i === 0 ? undefined : { g: alpha[2 * i - 2]!, b: alpha[2 * i - 1]! };
    const g = (before === undefined ? 1 - startBad : before.g * (1 - p) + before.b * r) * good[lost]!;
    const b = (before === undefined ? startBad : before.g * p + before.b * (1 - r)) * bad[lost]!;
    const sum = g + b || Number.MIN_VALUE;
    alpha[2 * i] = g / sum;
    alpha[2 * i + 1] = b / sum;
    scale[i] = sum;
    logLikelihood += Math.log(sum);
  }
  beta[2 * n - 2] = 1;
  beta[2 * n - 1] = 1;
  const sums = { goodStay: 0, goodLeave: 0, badStay: 0, badLeave: 0, good: 0, bad: 0, goodKept: 0, badKept: 0 };
  const add = (i: number) => {
    const g = alpha[2 * i]! * beta[2 * i]!;
    const b = alpha[2 * i + 1]! * beta[2 * i + 1]!;
    const all = g + b || Number.MIN_VALUE;
    sums.good += g / all;
    sums.bad += b / all;
    if (x[i] === 0) {
      sums.goodKept += g / all;
      sums.badKept += b / all;
    }
  };
  add(n - 1);
  for (let i = n - 2; i >= 0; i--) {
    const next = x[i + 1]!;
    const g = (good[next]! * beta[2 * i + 2]!) / scale[i + 1]!;
    const b = (bad[next]! * beta[2 * i + 3]!) / scale[i + 1]!;
    beta[2 * i] = (1 - p) * g + p * b;
    beta[2 * i + 1] = r * g + (1 - r) * b;
    sums.goodStay += alpha[2 * i]! * (1 - p) * g;
    sums.goodLeave += alpha[2 * i]! * p * b;
    sums.badLeave += alpha[2 * i + 1]! * r * g;
    sums.badStay += alpha[2 * i + 1]! * (1 - r) * b;
    add(i);
  }
  const share = (part: number, whole: number, old: number) =>
    whole <= 0 ? old : Math.min(1, Math.max(0, part / whole));
  return {
    p: share(sums.goodLeave, sums.goodLeave + sums.goodStay, p),
    r: share(sums.badLeave, sums.badLeave + sums.badStay, r),
    k: share(sums.goodKept, sums.good, k),
    h: share(sums.badKept, sums.bad, h),
    logLikelihood,
  };
}

function fitElliott(indicators: readonly number[], start: GilbertFit): GilbertElliottFit {
  const x = indicators.slice(0, mostProbes);
  const clip = (value: number) => Math.min(0.999, Math.max(0.001, value));
  // The bad state outlives the gaps between losses that Gilbert's counting takes for its end.
  let now: Elliott = { p: clip(start.p / 2), r: clip(start.r / 2), k: clip(1 - start.loss / 4), h: 0.3 };
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < iterations; i++) {
    const next = reestimate(x, now);
    const gain = next.logLikelihood - logLikelihood;
    logLikelihood = next.logLikelihood;
    now = next;
    if (gain >= 0 && gain < tolerance * Math.abs(logLikelihood)) break;
  }
  const { p, r, k, h } = now;
  const bad = p + r === 0 ? 0 : p / (p + r);
  return { p, r, k, h, loss: bad * (1 - h) + (1 - bad) * (1 - k), logLikelihood };
}

/**
 * Describes how losses cluster; `undefined` with fewer than ten losses or arrivals, from which no model can be told.
 * @param indicators in the order of sending, 1 = lost
 */
export function fitBurstModel(indicators: readonly number[]): BurstModel | undefined {
  const n = indicators.length;
  const lost = indicators.reduce((sum, one) => sum + one, 0);
  if (lost < fewestLosses || n - lost < fewestLosses) return undefined;
  const gilbert = fitGilbert(indicators);
  if (gilbert === undefined) return undefined;
  const elliott = fitElliott(indicators, gilbert);
  const m = Math.min(n, mostProbes);
  const rate = lost / n;
  const independent = (n - 1) * (rate * Math.log(rate) + (1 - rate) * Math.log(1 - rate));
  const scaled = (m - 1) / (n - 1);
  const bic = (parameters: number, logLikelihood: number) => parameters * Math.log(m) - 2 * logLikelihood;
  const candidates = [
    ['independent', bic(1, independent * scaled)],
    ['gilbert', bic(2, gilbert.logLikelihood * scaled)],
    ['gilbert-elliott', bic(4, elliott.logLikelihood)],
  ] as const;
  const [kind] = candidates.reduce((best, one) => (one[1] < best[1] ? one : best));
  return { kind, gilbert, elliott };
}
