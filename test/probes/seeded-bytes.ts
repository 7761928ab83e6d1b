import type { RandomSource } from '../../src/base/random.js';

/** A repeatable random source (mulberry32). */
export function seededBytes(seed: number): RandomSource {
  let state = seed >>> 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return (t ^ (t >>> 14)) & 0xff;
    });
}
