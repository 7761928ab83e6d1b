import { percentileOf } from '../../src/judge/order-statistic.js';
import type { Percentile } from '../../src/record/event-facts.js';

/** Percentiles for a report, with distribution-free bounds; no value where too few samples claim one. */
export function percentilesOf(
  samples: readonly number[],
  wanted: readonly number[] = [50, 95, 99],
): readonly Percentile[] {
  return wanted.map((p): Percentile => {
    const found = percentileOf(samples, p);
    if (!found.claimable || !Number.isFinite(found.upper)) return { p };
    return { p, value: found.estimate, high: found.upper, ...(found.lower === undefined ? {} : { low: found.lower }) };
  });
}
