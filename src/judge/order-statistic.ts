// Percentiles without a distribution: the bound is one of the sorted samples, chosen by the exact binomial
// distribution of how many samples lie below the percentile (David & Nagaraja, Order Statistics, section 7.1).
import { binomialCdf, incompleteBeta } from './beta.js';

/**
 * Rank (1..n, in ascending order) of the sample that is a one-sided upper confidence bound of the quantile p; or
 * `undefined`: not claimable with so few samples.
 * @param p quantile, above 0 and below 1
 */
export function upperRank(n: number, p: number, confidence: number): number | undefined {
  // The r-th smallest lies at or above the quantile when at most r - 1 samples lie below it.
  const enough = (rank: number) => binomialCdf(rank - 1, n, p) >= confidence;
  if (n < 1 || !enough(n)) return undefined;
  let low = 0;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Rank of the sample that is a one-sided lower confidence bound of the quantile p, or `undefined`. */
export function lowerRank(n: number, p: number, confidence: number): number | undefined {
  // P(B >= r) = I_p(r, n - r + 1) falls as r grows.
  const enough = (rank: number) => incompleteBeta(p, rank, n - rank + 1) >= confidence;
  if (n < 1 || !enough(1)) return undefined;
  let low = 1;
  let high = n + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Fewest samples with which an upper bound of the quantile p can be claimed at all: 1 - p^n >= confidence. */
export function fewestForPercentile(p: number, confidence: number): number {
  let n = Math.max(1, Math.floor(Math.log(1 - confidence) / Math.log(p)) - 1);
  while (upperRank(n, p, confidence) === undefined) n++;
  return n;
}

/** A percentile with its one-sided bounds, or the honest refusal. */
export type PercentileEstimate =
  | {
      readonly claimable: true;
      /** Sample quantile (inverse of the empirical distribution). */
      readonly estimate: number;
      readonly upper: number;
      readonly upperRank: number;
      /** Absent when too few samples bear a lower bound. */
      readonly lower: number | undefined;
    }
  | { readonly claimable: false; readonly needsAtLeast: number; readonly reason: string };

/**
 * Estimates a percentile of the samples. Samples that never arrived (`censored`) count as above every limit
 * (`Infinity`) and are never dropped.
 * @param percentile above 0 and below 100
 */
export function percentileOf(
  samples: readonly number[],
  percentile: number,
  confidence = 0.95,
  censored = 0,
): PercentileEstimate {
  const n = samples.length + censored;
  const p = percentile / 100;
  const rank = upperRank(n, p, confidence);
  if (rank === undefined) {
    const needsAtLeast = fewestForPercentile(p, confidence);
    return {
      claimable: false,
      needsAtLeast,
      reason: `p${percentile} is not claimable from ${n} samples, needs at least ${needsAtLeast}`,
    };
  }
  const sorted = Float64Array.from(samples).sort();
  const at = (position: number) => (position <= sorted.length ? sorted[position - 1]! : Number.POSITIVE_INFINITY);
  const low = lowerRank(n, p, confidence);
  return {
    claimable: true,
    estimate: at(Math.max(1, Math.ceil(n * p - 1e-9))),
    upper: at(rank),
    upperRank: rank,
    lower: low === undefined ? undefined : at(low),
  };
}

/**
 * A percentile for display: the sample quantile with its one-sided bounds as far as they are numbers; empty when so few
 * samples bear no claim.
 */
export function percentileBounds(
  samples: readonly number[],
  percentile: number,
  confidence = 0.95,
  censored = 0,
): { readonly value?: number; readonly low?: number; readonly high?: number } {
  const estimate = percentileOf(samples, percentile, confidence, censored);
  if (!estimate.claimable) return {};
  const known = { value: estimate.estimate, low: estimate.lower, high: estimate.upper };
  return Object.fromEntries(Object.entries(known).filter(([, one]) => one !== undefined && Number.isFinite(one)));
}
