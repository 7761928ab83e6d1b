import type { RandomSource } from '../../../base/random.js';

const digits = /^(?:[0-9a-f]{2})*$/i;

/** Octets of hexadecimal text; undefined: it is none. */
export function fromHex(text: string): Uint8Array | undefined {
  return digits.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : undefined;
}

/** Upper-case hexadecimal digits. */
export function toHex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex').toUpperCase();
}

/** What the codec gives for a hexBinary: octets, or the text that it was when that is no hexBinary. */
export function hexOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return toHex(value);
  return typeof value === 'string' ? value.toUpperCase() : undefined;
}

/** A fresh mRID: 16 octets, of which the last four would be the maker's enterprise number. */
export function freshMrid(random: RandomSource): string {
  return toHex(random(16));
}

/** Text without the zeros at its head, to find the subject of a response whose client lost them. */
export function withoutZeros(mRID: string): string {
  return mRID.replace(/^0+/, '');
}
