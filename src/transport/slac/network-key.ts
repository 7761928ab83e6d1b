import { createHash } from 'node:crypto';
import type { RandomSource } from '../../base/random.js';
import type { NetworkKeys } from './slac-link.js';

/**
 * Network identifier that goes with a membership key: five rounds of SHA-256, 52 bits, and the security level in the upper
 * bits of the last byte (HomePlug AV 1.1, 4.4.3.1). Hexadecimal of 16 bytes in, of 7 out.
 * @param level 0 simple connect, 1 secure
 */
export function networkIdentifier(nmk: string, level: 0 | 1 = 0): string {
  let digest: Buffer = Buffer.from(nmk, 'hex');
  for (let round = 0; round < 5; round++) digest = createHash('sha256').update(digest).digest();
  const nid = Buffer.from(digest.subarray(0, 7));
  nid[6] = (nid[6]! >> 4) | (level << 4);
  return nid.toString('hex').toUpperCase();
}

/** A random membership key with its identifier. */
export function newKeys(random: RandomSource): NetworkKeys {
  const nmk = Buffer.from(random(16)).toString('hex').toUpperCase();
  return { nmk, nid: networkIdentifier(nmk) };
}
