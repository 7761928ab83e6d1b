import { randomBytes } from 'node:crypto';

/** Randomness comes in through this function type so that tests can repeat it: returns `length` random bytes. */
export type RandomSource = (length: number) => Uint8Array;

/** The operating system's cryptographic random source. */
export const systemRandom: RandomSource = (length) => randomBytes(length);
