// Proportions: packet loss, handshake failures. Decide with the exact interval, show the readable one
// (Clopper & Pearson 1934; Wilson 1927; Brown, Cai & DasGupta 2001 for the comparison).
import { incompleteBeta, inverseIncompleteBeta } from './beta.js';
import type { Interval } from './measurement.js';

/**
 * Upper one-sided Clopper-Pearson bound of a proportion, 0..1.
 * @param k failures seen, 0..n (real values serve an effective sample size)
 * @param n trials, above 0
 * @param confidence one-sided, for example 0.95
 */
export function upperBound(k: number, n: number, confidence: number): number {
  return k >= n ? 1 : inverseIncompleteBeta(confidence, k + 1, n - k);
}

/** Lower one-sided Clopper-Pearson bound of a proportion, 0..1; parameters as for `upperBound`. */
export function lowerBound(k: number, n: number, confidence: number): number {
  return k <= 0 ? 0 : inverseIncompleteBeta(1 - confidence, k, n - k + 1);
}

/** Two-sided exact interval of a proportion: each tail holds half of what is left of `level`. */
export function clopperPearson(k: number, n: number, level = 0.95): Interval {
  const oneSided = 1 - (1 - level) / 2;
  return { low: lowerBound(k, n, oneSided), high: upperBound(k, n, oneSided), level, method: 'Clopper-Pearson' };
}

/** Quantile of the standard normal distribution, by bisection on its exact distribution function. */
export function normalQuantile(p: number): number {
  if (p === 0.975) return 1.959963984540054;
  let low = -40;
  let high = 40;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Distribution function of the standard normal: a convergent series near zero, a continued fraction in the tails. */
export function normalCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 5) {
    let term = x;
    let sum = x;
    for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= (x * x) / i;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let i = 60; i > 0; i--) fraction = i / (Math.abs(x) + fraction);
  const tail = density / (Math.abs(x) + fraction);
  return x > 0 ? 1 - tail : tail;
}

/** Wilson's score interval of a proportion, for display. */
export function wilson(k: number, n: number, level = 0.95): Interval {
  const z = normalQuantile(1 - (1 - level) / 2);
  const p = k / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level, method: 'Wilson' };
}

/**
 * Fewest trials that can show "rate < p" at the given one-sided confidence when k failures are seen: the smallest n
 * whose upper bound lies below p.
 */
export function fewestSamples(p: number, confidence: number, k = 0): number {
  // P(B <= k) = 1 - I_p(k + 1, n - k) falls as n grows, so a bisection finds the first n.
  const shows = (n: number) => n > k && 1 - incompleteBeta(p, k + 1, n - k) <= 1 - confidence;
  let high = k + 1;
  while (!shows(high)) high *= 2;
  let low = Math.max(k, Math.floor(high / 2));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shows(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const neverBeyond = 10_000_000;

/**
 * Further trials that would settle "rate against limit" if the rate seen so far holds; `undefined` when the rate seen
 * is (nearly) the limit itself, so that no practical number of trials would.
 * @param settled the total of trials at the same rate that has been reached decides
 */
export function furtherSamples(k: number, n: number, limit: number, confidence: number): number | undefined {
  const rate = k / n;
  if (rate === limit) return undefined;
  const settled = (total: number) =>
    rate < limit
      ? upperBound(rate * total, total, confidence) < limit
      : lowerBound(rate * total, total, confidence) > limit;
  let high = Math.max(1, n);
  while (!settled(high)) {
    high *= 2;
    if (high > neverBeyond) return undefined;
  }
  let low = Math.floor(n);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (settled(middle)) high = middle;
    else low = middle;
  }
  return Math.max(0, Math.ceil(high - n));
}
