import type { MeterQuality } from './crossing.js';
import type { PowerSample } from './power-trace.js';

/** Two readings around a crossing, as indices: the last before it (-1: none) and the first after it. */
export interface Bracket {
  readonly above: number;
  readonly below: number;
}

const seconds = (ns: bigint) => Number(ns) / 1e9;
/** So many readings in a row, and so many refreshes of the meter, make a fall that lasts. */
const lastingReadings = 3;
const lastingRefreshes = 2.5;

/**
 * Where power went below the threshold for the last time. A reading counts as above when it is so by more than its own
 * uncertainty; on a flat slope readings on both sides of the threshold alternate, and the crossing lies anywhere among
 * them. `undefined`: it did not go below, or not to stay.
 */
export function lastFall(
  samples: readonly PowerSample[],
  thresholdW: number,
  { uncertaintyW }: MeterQuality,
): Bracket | undefined {
  const surelyAbove = samples.findLastIndex(({ watts }) => Math.abs(watts) > thresholdW + uncertaintyW);
  const tail = samples.slice(surelyAbove + 1);
  const firstBelow = tail.findIndex(({ watts }) => Math.abs(watts) <= thresholdW);
  if (firstBelow === -1) return undefined;
  const surelyBelow = tail.findIndex(({ watts }) => Math.abs(watts) <= thresholdW - uncertaintyW);
  const undecided = surelyBelow === -1 ? tail : tail.slice(0, surelyBelow);
  const lastAbove = undecided.findLastIndex(({ watts }) => Math.abs(watts) > thresholdW);
  const below = surelyAbove + 1 + Math.max(firstBelow, lastAbove + 1);
  if (below >= samples.length) return undefined;
  return { above: surelyAbove + firstBelow, below };
}

/** Where power first fell by `fallW` from `initialW` and stayed so low for a while, whatever came later. */
export function firstFall(
  samples: readonly PowerSample[],
  initialW: number,
  fallW: number,
  { samplingSeconds }: MeterQuality,
): Bracket | undefined {
  const direction = Math.sign(initialW);
  const isLow = ({ watts }: PowerSample) => direction * watts <= Math.abs(initialW) - fallW;
  let from = -1;
  for (const [index, sample] of samples.entries()) {
    if (!isLow(sample)) {
      from = -1;
      continue;
    }
    if (from === -1) from = index;
    const long = seconds(sample.answered - samples[from]!.answered) >= lastingRefreshes * samplingSeconds;
    if (index - from + 1 >= lastingReadings && long) return { above: from - 1, below: from };
  }
  return undefined;
}

/** How often power was surely above the threshold again after it had surely been below. */
export function countRebounds(
  samples: readonly PowerSample[],
  thresholdW: number,
  { uncertaintyW }: MeterQuality,
): number {
  let below = false;
  let rebounds = 0;
  for (const { watts } of samples) {
    const size = Math.abs(watts);
    if (below && size > thresholdW + uncertaintyW) {
      rebounds++;
      below = false;
    } else if (size <= thresholdW) below = true;
  }
  return rebounds;
}

/** Where power rose above a level for good (to the end of what was read, at least a few readings). */
export function rise(samples: readonly PowerSample[], levelW: number): Bracket | undefined {
  const isHigh = ({ watts }: PowerSample) => Math.abs(watts) >= levelW;
  for (const [index] of samples.entries()) {
    const run = samples.slice(index, index + lastingReadings);
    if (run.length === lastingReadings && run.every(isHigh)) return { above: index - 1, below: index };
  }
  return undefined;
}

/** Longest time without a reading from a moment on, s. */
export function longestGap(samples: readonly PowerSample[], from: bigint): number {
  let longest = 0;
  let last = from;
  for (const { answered } of samples) {
    longest = Math.max(longest, seconds(answered - last));
    last = answered;
  }
  return longest;
}

export function mean(samples: readonly PowerSample[]): number {
  return samples.reduce((sum, { watts }) => sum + watts, 0) / samples.length;
}

export function deviation(samples: readonly PowerSample[], average: number): number {
  const squares = samples.reduce((sum, { watts }) => sum + (watts - average) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, samples.length - 1));
}
