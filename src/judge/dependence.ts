// Mesh loss comes in bursts, so neighbouring samples are not independent (design/statistics.md, "Proportions").

/**
 * Lag-1 autocorrelation of a series, -1..1; `undefined` when it has fewer than three values or does not vary.
 */
export function lag1Autocorrelation(series: readonly number[]): number | undefined {
  if (series.length < 3) return undefined;
  const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
  let variance = 0;
  let covariance = 0;
  for (let i = 0; i < series.length; i++) {
    const here = series[i]! - mean;
    variance += here * here;
    if (i > 0) covariance += here * (series[i - 1]! - mean);
  }
  return variance < 1e-12 * Math.max(1, mean * mean) ? undefined : covariance / variance;
}

/**
 * Effective number of independent samples, n (1 - r) / (1 + r), at least 1. A negative r would make it larger than n;
 * it is held at n, so that dependence never makes a claim easier.
 */
export function effectiveSampleSize(n: number, r: number | undefined): number {
  if (r === undefined || r <= 0) return n;
  return Math.max(1, (n * (1 - r)) / (1 + r));
}
