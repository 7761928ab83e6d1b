import type { SimpleType } from '../wire/exi/notation.js';

/** A JSON Schema 2020-12, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * The JSON form of a simple type: binaries are texts (hexBinary upper-case, base64Binary padded), integers beyond 2^53
 * are texts of digits, the rest is JSON's own.
 */
export function simpleTypeSchema(type: SimpleType): JsonSchema {
  const { minLength, maxLength, length } = type.facets;
  const least = length ?? minLength ?? 0;
  const most = length ?? maxLength;
  switch (type.representation) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return integerSchema(type);
    case 'enumeration':
      return { type: 'string', enum: type.values ?? [] };
    case 'string':
      return {
        type: 'string',
        ...(least === 0 ? {} : { minLength: least }),
        ...(most === undefined ? {} : { maxLength: most }),
      };
    case 'hexBinary':
      return { type: 'string', pattern: `^(?:[0-9A-Fa-f]{2}){${least},${most ?? ''}}$` };
    case 'base64Binary':
      return base64Schema(least, most);
  }
}

function integerSchema({ facets }: SimpleType): JsonSchema {
  const { minInclusive, maxInclusive } = facets;
  const small = (bound: number | bigint | undefined): bound is number =>
    bound !== undefined && bound >= Number.MIN_SAFE_INTEGER && bound <= Number.MAX_SAFE_INTEGER;
  const number: JsonSchema = {
    type: 'integer',
    minimum: small(minInclusive) ? Number(minInclusive) : Number.MIN_SAFE_INTEGER,
    maximum: small(maxInclusive) ? Number(maxInclusive) : Number.MAX_SAFE_INTEGER,
  };
  if (small(minInclusive) && small(maxInclusive)) return number;
  // Nothing above 2^53 survives a JSON parser as a number.
  const sign = minInclusive !== undefined && minInclusive >= 0 ? '' : '-?';
  return { anyOf: [number, { type: 'string', pattern: `^${sign}[0-9]{16,}$` }] };
}

/**
 * The base64 texts of `least` to `most` octets. The lengths count characters, four for three octets; what the last four
 * may look like at the shortest and at the longest text makes the octets exact.
 */
function base64Schema(least: number, most: number | undefined): JsonSchema {
  const characters = (octets: number) => Math.ceil(octets / 3) * 4;
  const shortest = ['[^=]$', '', '[^=].$'][least % 3];
  const rules: JsonSchema[] = [];
  if (least > 0 && shortest !== '') {
    rules.push({ anyOf: [{ minLength: characters(least) + 4 }, { pattern: shortest }] });
  }
  if (most !== undefined && most % 3 !== 0) {
    const longest = most % 3 === 1 ? '==$' : '=$';
    rules.push({ anyOf: [{ maxLength: characters(most) - 4 }, { pattern: longest }] });
  }
  return {
    type: 'string',
    contentEncoding: 'base64',
    pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$',
    ...(least === 0 ? {} : { minLength: characters(least) }),
    ...(most === undefined ? {} : { maxLength: characters(most) }),
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
}
