import type { SimpleType } from '../notation/simple-types.js';

/** How a typed value lies in the stream (W3C EXI 1.0 section 7.1). Lengths count characters or octets. */
export type Datatype =
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'enumeration';
      readonly bits: number;
      readonly values: readonly string[];
      readonly codes: ReadonlyMap<string, number>;
    }
  | { readonly kind: 'bounded'; readonly bits: number; readonly min: number; readonly max: number }
  | {
      readonly kind: 'unsigned' | 'integer';
      readonly min: number | bigint | undefined;
      readonly max: number | bigint | undefined;
    }
  | { readonly kind: 'string'; readonly minLength: number; readonly maxLength: number }
  | {
      readonly kind: 'binary';
      readonly form: 'hex' | 'base64';
      readonly minLength: number;
      readonly maxLength: number;
    };

/** Untyped values (schema deviations, mixed content) are strings. */
export const untyped: Datatype = { kind: 'string', minLength: 0, maxLength: Number.POSITIVE_INFINITY };

/** Bits that tell `count` alternatives apart; 0 for one. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

/** An integer of at most this many values is an n-bit unsigned integer (7.1.9). */
const largestBoundedRange = 4096n;

export function datatypeOf(type: SimpleType): Datatype {
  const { facets } = type;
  const lengths = {
    minLength: facets.length ?? facets.minLength ?? 0,
    maxLength: facets.length ?? facets.maxLength ?? Number.POSITIVE_INFINITY,
  };
  switch (type.representation) {
    case 'boolean':
      return { kind: 'boolean' };
    case 'enumeration': {
      const values = type.values ?? [];
      return {
        kind: 'enumeration',
        bits: bitsFor(values.length),
        values,
        codes: new Map(values.map((word, code) => [word, code])),
      };
    }
    case 'integer':
      return integerDatatype(facets.minInclusive, facets.maxInclusive);
    case 'string':
      return { kind: 'string', ...lengths };
    case 'base64Binary':
      return { kind: 'binary', form: 'base64', ...lengths };
    case 'hexBinary':
      return { kind: 'binary', form: 'hex', ...lengths };
  }
}

function integerDatatype(min: number | bigint | undefined, max: number | bigint | undefined): Datatype {
  if (min !== undefined && max !== undefined) {
    const range = BigInt(max) - BigInt(min) + 1n;
    if (range <= largestBoundedRange) {
      return { kind: 'bounded', bits: bitsFor(Number(range)), min: Number(min), max: Number(max) };
    }
  }
  return { kind: min !== undefined && min >= 0 ? 'unsigned' : 'integer', min, max };
}
