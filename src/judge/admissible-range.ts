import type { Interval } from './measurement.js';
import type { Comparison, SpecLimit } from './spec-row.js';

/** The numbers that satisfy a limit. */
export interface AdmissibleRange {
  readonly low: number;
  readonly high: number;
  /** Whether the ends themselves are outside. */
  readonly open: boolean;
}

/** Where an interval lies against a limit (ILAC-G8: acceptance, rejection, uncertainty zone). */
export type Placement = 'inside' | 'outside' | 'straddling';

/** The admissible range of a numeric limit; `undefined` when the comparison does not order numbers. */
export function admissibleRange(comparison: Comparison, limit: SpecLimit): AdmissibleRange | undefined {
  if (comparison === 'in') {
    if (!Array.isArray(limit)) return undefined;
    const [low, high] = limit;
    return typeof low === 'number' && typeof high === 'number' ? { low, high, open: false } : undefined;
  }
  if (typeof limit !== 'number') return undefined;
  switch (comparison) {
    case '<':
      return { low: Number.NEGATIVE_INFINITY, high: limit, open: true };
    case '<=':
      return { low: Number.NEGATIVE_INFINITY, high: limit, open: false };
    case '>':
      return { low: limit, high: Number.POSITIVE_INFINITY, open: true };
    case '>=':
      return { low: limit, high: Number.POSITIVE_INFINITY, open: false };
    case '=':
      return { low: limit, high: limit, open: false };
    case 'is':
      return undefined;
  }
}

/** Places the interval low..high against the range. */
export function place(low: number, high: number, range: AdmissibleRange): Placement {
  const { open } = range;
  // An open end excludes the limit itself; an infinite end excludes nothing.
  const aboveLow = open && Number.isFinite(range.low) ? low > range.low : low >= range.low;
  const belowHigh = open && Number.isFinite(range.high) ? high < range.high : high <= range.high;
  if (aboveLow && belowHigh) return 'inside';
  const overHigh = open ? low >= range.high : low > range.high;
  const underLow = open ? high <= range.low : high < range.low;
  return overHigh || underLow ? 'outside' : 'straddling';
}

/** Distance from the interval's deciding end to the nearest limit; positive = inside, negative = beyond it. */
export function marginOf(interval: Pick<Interval, 'low' | 'high'>, range: AdmissibleRange): number {
  return Math.min(interval.low - range.low, range.high - interval.high);
}
