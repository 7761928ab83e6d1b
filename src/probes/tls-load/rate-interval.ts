/** A rate with its two-sided 95 % interval, per second. */
export interface RateInterval {
  readonly perSecond: number;
  readonly low: number;
  readonly high: number;
  /** Completions that it rests on. */
  readonly n: number;
}

/** Batches of a run, and the 97.5 % point of Student's t for one less: the usual choice for means of dependent data. */
const batches = 20;
const student = 2.093;

/**
 * Rate of completions by the method of batch means: what a server does per second while it always has work. Beginning and
 * end, where it has not yet or no longer `edge` vehicles, are left out. `undefined` with fewer than 40 completions between.
 * @param completedMs moments of completion, ms, in any order
 */
export function rateInterval(completedMs: readonly number[], edge: number): RateInterval | undefined {
  const sorted = Float64Array.from(completedMs).sort();
  const usable = sorted.length - 2 * edge - 1;
  const size = Math.floor(usable / batches);
  if (size < 2) return undefined;
  const first = edge;
  const times = Array.from(
    { length: batches },
    (_, i) => (sorted[first + (i + 1) * size]! - sorted[first + i * size]!) / 1000,
  );
  const mean = times.reduce((sum, time) => sum + time, 0) / batches;
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (batches - 1);
  const half = (student * Math.sqrt(variance)) / Math.sqrt(batches);
  if (mean <= 0) return undefined;
  return {
    perSecond: size / mean,
    low: size / (mean + half),
    high: mean > half ? size / (mean - half) : Number.POSITIVE_INFINITY,
    n: size * batches,
  };
}
