import type { Sep2Value } from '../../messages/sep2/codec.js';

/** Reads of decoded resources: what is not there or not of its kind is undefined, never an exception. */

export function numberOf(value: unknown): number | undefined {
  const inner = simple(value);
  if (typeof inner === 'bigint') return Number(inner);
  return typeof inner === 'number' && Number.isFinite(inner) ? inner : undefined;
}

export function booleanOf(value: unknown): boolean | undefined {
  const inner = simple(value);
  return typeof inner === 'boolean' ? inner : undefined;
}

export function textOf(value: unknown): string | undefined {
  const inner = simple(value);
  return typeof inner === 'string' && inner !== '' ? inner : undefined;
}

/** Octets as upper-case hexadecimal; a string of digits that the codec could not read is kept as it is. */
export function hexOf(value: unknown): string | undefined {
  const inner = simple(value);
  if (inner instanceof Uint8Array)
    return inner.length === 0 ? undefined : Buffer.from(inner).toString('hex').toUpperCase();
  return typeof inner === 'string' && /^[0-9A-Fa-f]+$/.test(inner) ? inner.toUpperCase() : undefined;
}

/** Bitmap in hexBinary as a number; undefined: absent. */
export function bitsOf(value: unknown): number | undefined {
  const digits = hexOf(value);
  return digits === undefined || digits.length > 8 ? undefined : Number.parseInt(digits, 16);
}

export function objectOf(value: unknown): Sep2Value | undefined {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
  return isObject ? (value as Sep2Value) : undefined;
}

/** Entries of a repeated element, also where only one stands alone. */
export function listOf(value: unknown): readonly Sep2Value[] {
  const entries = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return entries.map(objectOf).filter((entry) => entry !== undefined);
}

/** `href` of a link. */
export function linkOf(value: unknown): string | undefined {
  return textOf(objectOf(value)?.['href']);
}

/** value * 10^multiplier of ActivePower and its kin. */
export function scaledOf(value: unknown): number | undefined {
  const object = objectOf(value);
  if (object === undefined) return numberOf(value);
  const base = numberOf(object['value']);
  const multiplier = numberOf(object['multiplier']) ?? 0;
  return base === undefined ? undefined : base * 10 ** multiplier;
}

/** Octets of a hexadecimal text; an odd count of digits gets a leading zero. */
export function octetsOf(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits.length % 2 === 1 ? `0${digits}` : digits, 'hex'));
}

function simple(value: unknown): unknown {
  const object = objectOf(value);
  return object !== undefined && 'value' in object && 'xsi:type' in object ? object['value'] : value;
}
