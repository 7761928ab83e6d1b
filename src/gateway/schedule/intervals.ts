/** A value from `startS` (s after the offer) to the start of the next entry, or to the end of the schedule. */
export interface Interval {
  readonly startS: number;
  readonly value: number;
}

/** Without DepartureTime a schedule covers at least a day (V2G2-304 as the test lists read it). */
export const dayS = 86_400;
/** Longest duration of one RelativeTimeInterval, s. */
const longestDurationS = 86_400;
/** Largest start of one RelativeTimeInterval, s. */
const largestStartS = 16_777_214;

export interface FitOptions {
  /** The schedule ends here, s after the offer. */
  readonly endS: number;
  /** MaxEntriesSAScheduleTuple of the vehicle, at least 1. */
  readonly maxEntries: number;
  /** s that have gone by since the intervals were first offered: their life is shortened by it (V2G2-741). */
  readonly elapsedS: number;
  /** Which value stands for the ones that had to be merged: the smaller power, the larger price. */
  readonly merge: (a: number, b: number) => number;
}

/** Cuts, shifts and merges intervals so that they cover 0 to `endS` in at most `maxEntries` entries. */
export function fitIntervals(intervals: readonly Interval[], options: FitOptions): readonly Interval[] {
  const shifted: Interval[] = [];
  for (const interval of intervals) {
    const startS = Math.max(0, interval.startS - options.elapsedS);
    if (startS >= options.endS) break;
    if (shifted.at(-1)?.startS === startS) shifted.pop();
    shifted.push({ startS, value: interval.value });
  }
  let last = shifted.at(-1)!;
  while (options.endS - last.startS > longestDurationS && last.startS + longestDurationS <= largestStartS) {
    last = { startS: last.startS + longestDurationS, value: last.value };
    shifted.push(last);
  }
  const most = Math.max(1, options.maxEntries);
  if (shifted.length <= most) return shifted;
  const tail = shifted.slice(most - 1);
  return [
    ...shifted.slice(0, most - 1),
    { startS: tail[0]!.startS, value: tail.map((entry) => entry.value).reduce((a, b) => options.merge(a, b)) },
  ];
}

/** RelativeTimeInterval of entry `index`: the duration stands in the last entry only, and there it must. */
export function relativeTimeInterval(
  intervals: readonly Interval[],
  index: number,
  endS: number,
): { readonly start: number; readonly duration?: number } {
  const start = intervals[index]!.startS;
  return index === intervals.length - 1 ? { start, duration: Math.min(longestDurationS, endS - start) } : { start };
}
