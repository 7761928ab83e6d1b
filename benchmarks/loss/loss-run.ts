import type { LinkDamage } from '../../src/bench/capabilities/loss-control.js';

/** One measurement of the truth benchmark. */
export interface LossRun {
  readonly index: number;
  readonly damage: LinkDamage;
}

/** What a lane reports of a run, one JSON object a line. */
export interface LossOutcome {
  readonly index: number;
  readonly probes: number;
  readonly lost: number;
  /** Part of `lost`: arrived, but after the threshold. Nobody dropped those. */
  readonly late: number;
  /** Frames that the kernel's rule, or the relay, says it dropped. */
  readonly dropped: number;
  /** Frames that the kernel saw enter the medium and not leave it. */
  readonly mediumLost: number;
  /** Measured before and thrown away because the medium lost frames that nobody was told to drop. */
  readonly spoilt: number;
  readonly low: number;
  readonly high: number;
  readonly lag1: number | undefined;
  readonly lateP99Us: number;
  /** Set where a delay was: median of the probe with its bounds, ms, and what the far side of the relay shows. */
  readonly delay?: { readonly p50: number; readonly low: number; readonly high: number; readonly wire: number };
}

export const probesPerRun = 1200;
const losses = [0, 0.01, 0.05, 0.15, 0.3];
const bursts = [1, 4];
/** Runs of each loss and kind: 2 x 5 x 20 = 200. */
const repeats = 20;
export const delaysMs = [5, 20, 50];
const delayRepeats = 2;

/** 200 runs of loss, independent and in bursts of 4 in the mean; neighbours of the list differ, so lanes share the work. */
export function lossRuns(): readonly LossRun[] {
  const damages = Array.from({ length: repeats }, () =>
    losses.flatMap((loss) => bursts.map((burst): LinkDamage => (burst === 1 ? { loss } : { loss, burst }))),
  ).flat();
  const delays = Array.from({ length: delayRepeats }, () =>
    delaysMs.map((delayMs): LinkDamage => ({ delayMs })),
  ).flat();
  return [...damages, ...delays].map((damage, index) => ({ index, damage }));
}
