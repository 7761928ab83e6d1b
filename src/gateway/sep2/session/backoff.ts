import type { RandomSource } from '../../../base/random.js';

/**
 * How long to wait after the n-th failure in a row: doubled each time up to a limit, and of that between a half and all, so
 * that a thousand gateways do not come back in the same second. s.
 */
export function backoffS(
  failures: number,
  { first_s, most_s }: { readonly first_s: number; readonly most_s: number },
  random: RandomSource,
): number {
  const most = Math.min(most_s, first_s * 2 ** Math.min(Math.max(0, failures - 1), 30));
  const [high = 0, low = 0] = random(2);
  return most * (0.5 + ((high * 256 + low) / 65_536) * 0.5);
}
