import { createHash } from 'node:crypto';

/**
 * Concatenation key derivation function (NIST SP 800-56A, 5.8.1): hash(counter || secret || otherInfo), as often as needed.
 * @param secret Z of the key agreement
 * @param otherInfo AlgorithmID, PartyUInfo and PartyVInfo, one after the other
 * @param octets wanted, 1 or more
 */
export function concatKdf(
  hash: 'sha256' | 'sha512',
  secret: Uint8Array,
  otherInfo: Uint8Array,
  octets: number,
): Uint8Array {
  const blocks: Buffer[] = [];
  for (let counter = 1, length = 0; length < octets; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const block = createHash(hash).update(number).update(secret).update(otherInfo).digest();
    blocks.push(block);
    length += block.length;
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, octets));
}

/** AlgorithmID 0x01, sender "U" and receiver "V" ([V2G2-818]). */
export const contractKeyOtherInfo: Uint8Array = Uint8Array.of(0x01, 0x55, 0x56);
