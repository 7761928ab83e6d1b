import type { RepeatableRandom } from './repeatable-random.js';

/** A frame as a hostile or broken peer might send it: noise, a cut or lengthened message, or one with bits flipped. */
export function hostileFrame(random: RepeatableRandom, good: Uint8Array): Uint8Array {
  const kind = random.next();
  if (kind < 0.1) return withHeader(random, random.octets(random.below(64)));
  if (kind < 0.3) return good.slice(0, random.below(good.length));
  const frame = good.slice();
  for (let flips = 1 + random.below(3); flips > 0; flips--) {
    const bit = 8 + random.below(frame.length * 8 - 8);
    const index = bit >>> 3;
    if (random.next() < 0.7) frame[index] = (frame[index] as number) ^ (1 << (bit & 7));
    else frame[index] = random.below(256);
  }
  if (kind > 0.92) return Uint8Array.of(...frame, ...random.octets(1 + random.below(3)));
  if (kind > 0.88) return withClaim(random, frame);
  return frame;
}

/** Most noise should get past the header, or the fuzz would test nothing else. */
function withHeader(random: RepeatableRandom, noise: Uint8Array): Uint8Array {
  if (noise.length > 0 && random.next() < 0.8) noise[0] = 0x80;
  return noise;
}

/** A length of up to 2^35 somewhere: whoever allocates by it dies. */
function withClaim(random: RepeatableRandom, frame: Uint8Array): Uint8Array {
  const at = 1 + random.below(Math.max(frame.length - 6, 1));
  frame.set([0xff, 0xff, 0xff, 0xff, 0x7f].slice(0, frame.length - at), at);
  return frame;
}
