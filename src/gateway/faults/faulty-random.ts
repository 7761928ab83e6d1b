import type { RandomSource } from '../../base/random.js';
import type { Faults } from './faults.js';

const seed = 0x15118;

/** The generator of a gateway: with `random-from-one-seed` one of 32 bits that begins anew with every start. */
export function randomOf(faults: Faults, random: RandomSource): RandomSource {
  if (!faults.has('random-from-one-seed')) return random;
  let state = seed;
  const next = (): number => {
    // xorshift32 (Marsaglia 2003): good to look at, and its state can be read from its output.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return (length) => Uint8Array.from({ length }, next);
}
