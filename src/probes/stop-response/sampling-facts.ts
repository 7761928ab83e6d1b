import type { PowerSample } from './power-trace.js';

/** How the meter was really read: the sampling dominates the uncertainty, so it is measured and stated. */
export interface SamplingFacts {
  readonly readings: number;
  /** Median time between two answers, s. */
  readonly medianSeconds: number;
  readonly longestSeconds: number;
  /** Time between two values inside the meter, s: as its driver states it. */
  readonly statedRefreshSeconds: number;
  /** As its readings show it, where noise makes them change. */
  readonly seenRefreshSeconds: number | undefined;
  /** The one that the uncertainty is computed with: a reading can be this old. */
  readonly refreshSeconds: number;
  /** The meter never showed another value over a time in which it should have. */
  readonly frozen: boolean;
}

const seconds = (ns: bigint) => Number(ns) / 1e9;
/** Changes of value needed before anything is said about how often the meter refreshes. */
const fewestChanges = 8;
/** A meter whose value does not move for so many refreshes, and for a second, shows nothing. */
const frozenRefreshes = 20;

export function samplingFacts(samples: readonly PowerSample[], statedRefreshSeconds: number): SamplingFacts {
  const gaps = differences(samples.map(({ answered }) => answered)).sort((a, b) => a - b);
  const medianSeconds = gaps[Math.floor(gaps.length / 2)] ?? Number.NaN;
  const changes = samples.filter(({ watts }, i) => i > 0 && watts !== samples[i - 1]!.watts);
  const between = differences(changes.map(({ answered }) => answered)).sort((a, b) => a - b);
  // A coarse meter repeats a value by chance, so the shorter times between changes show its refresh, not the middle.
  const seen = changes.length < fewestChanges ? undefined : between[Math.floor(between.length / 10)];
  const slower = seen !== undefined && seen > 1.5 * Math.max(statedRefreshSeconds, 2 * medianSeconds);
  const span = samples.length < 2 ? 0 : seconds(samples.at(-1)!.answered - samples[0]!.answered);
  const refreshSeconds = slower ? seen : statedRefreshSeconds;
  return {
    readings: samples.length,
    medianSeconds,
    longestSeconds: gaps.at(-1) ?? Number.NaN,
    statedRefreshSeconds,
    seenRefreshSeconds: seen,
    refreshSeconds,
    frozen: changes.length === 0 && span > Math.max(1, frozenRefreshes * refreshSeconds),
  };
}

function differences(moments: readonly bigint[]): number[] {
  return moments.slice(1).map((moment, i) => seconds(moment - moments[i]!));
}
