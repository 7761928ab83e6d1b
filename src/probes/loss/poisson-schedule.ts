import type { RandomSource } from '../../base/random.js';

/** A uniform number, above 0 and at most 1, from 48 random bits. */
function uniform(random: RandomSource): number {
  const bytes = random(6);
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return (value + 1) / 2 ** 48;
}

/**
 * Sending times of a Poisson process, ns from the start, ascending: gaps are exponential, so probes do not beat with
 * anything periodic on the path (RFC 2330 clause 11.1.1).
 * @param count how many, 1 or more
 * @param ratePerSecond mean rate, above 0
 */
export function poissonSchedule(count: number, ratePerSecond: number, random: RandomSource): readonly bigint[] {
  const times: bigint[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    at += (-Math.log(uniform(random)) / ratePerSecond) * 1e9;
    times.push(BigInt(Math.round(at)));
  }
  return times;
}
