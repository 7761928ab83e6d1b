import { effectiveSampleSize, lag1Autocorrelation } from './dependence.js';
import type { Interval } from './measurement.js';
import { clopperPearson } from './proportion.js';

/** A proportion of samples that may depend on their neighbours. */
export interface DependentProportion {
  readonly interval: Interval;
  /** Lag-1 autocorrelation of the indicators; `undefined` where they do not vary. */
  readonly lag1: number | undefined;
  /** Number of independent samples that would tell as much. */
  readonly effectiveN: number;
}

/**
 * Two-sided exact interval (0..1) of the share of ones, with n reduced by the lag-1 autocorrelation of the indicators: in
 * a two-state model of bursts, n (1-r)/(1+r) is the number of independent samples of the same variance.
 * @param indicators 0 or 1, in the order taken; not empty
 */
export function dependentProportion(indicators: readonly number[], level = 0.95): DependentProportion {
  const n = indicators.length;
  const k = indicators.reduce((sum, one) => sum + one, 0);
  const lag1 = lag1Autocorrelation(indicators);
  const effectiveN = effectiveSampleSize(n, lag1);
  const exact = clopperPearson((k * effectiveN) / n, effectiveN, level);
  const method = effectiveN < n ? 'Clopper-Pearson with n_eff' : 'Clopper-Pearson';
  return { interval: { ...exact, method }, lag1, effectiveN };
}
