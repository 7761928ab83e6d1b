import { systemClock } from '../../../src/base/clock.js';
import type { Stamp } from '../../../src/probes/stop-response/stop-plan.js';

/**
 * Carries out an action and stamps it by this program: it happened between the two readings of the clock, the middle is
 * the stamp and their distance its resolution.
 */
export async function stamped<T>(action: () => Promise<T> | T): Promise<{ readonly stamp: Stamp; readonly value: T }> {
  const before = systemClock.monotonicNs();
  const value = await action();
  const after = systemClock.monotonicNs();
  return { value, stamp: between(before, after) };
}

/** A stamp that is known to lie between two moments, monotonic ns. */
export function between(before: bigint, after: bigint): Stamp {
  const ns = before + (after - before) / 2n;
  return { ns, clock: 'monotonic', source: 'process', resolutionNs: Number(after - before) };
}
