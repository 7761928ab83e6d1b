import type { Meta } from './meta.js';

/** How the value of a simple type is written in EXI (W3C EXI 1.0 section 7.1). */
export type Representation = 'boolean' | 'integer' | 'string' | 'base64Binary' | 'hexBinary' | 'enumeration';

/**
 * Restrictions of XML Schema that the message sets use. Lengths count characters of strings and octets of binaries.
 * Bounds beyond 2^53 are bigint. `whiteSpace` and `pattern` do not occur in the message sets and do not exist here.
 */
export interface Facets {
  readonly minInclusive?: number | bigint;
  readonly maxInclusive?: number | bigint;
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

declare const value: unique symbol;

/** A simple type whose values are `V` in memory. Named types of a schema carry their name and namespace. */
export interface SimpleType<V = unknown> {
  readonly kind: 'simple';
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly representation: Representation;
  readonly facets: Facets;
  /** The enumeration's words in schema order, which is the order of their codes. */
  readonly values: readonly string[] | undefined;
  readonly meta: Meta;
  readonly [value]?: V;
}

function builtIn<V>(name: string, representation: Representation, facets: Facets = {}): SimpleType<V> {
  return {
    kind: 'simple',
    name,
    namespace: 'http://www.w3.org/2001/XMLSchema',
    representation,
    facets,
    values: undefined,
    meta: {},
  };
}

const integer = <V>(name: string, minInclusive?: number | bigint, maxInclusive?: number | bigint): SimpleType<V> =>
  builtIn<V>(name, 'integer', {
    ...(minInclusive === undefined ? {} : { minInclusive }),
    ...(maxInclusive === undefined ? {} : { maxInclusive }),
  });

/**
 * The built-in types of XML Schema under their own names. Integers are `number` as long as the value fits 53 bits and
 * `bigint` beyond; binaries are `Uint8Array`.
 */
export const xs = {
  string: builtIn<string>('string', 'string'),
  anyURI: builtIn<string>('anyURI', 'string'),
  ID: builtIn<string>('ID', 'string'),
  IDREF: builtIn<string>('IDREF', 'string'),
  NCName: builtIn<string>('NCName', 'string'),
  boolean: builtIn<boolean>('boolean', 'boolean'),
  byte: integer<number>('byte', -128, 127),
  short: integer<number>('short', -32768, 32767),
  int: integer<number>('int', -2147483648, 2147483647),
  long: integer<number | bigint>('long', -9223372036854775808n, 9223372036854775807n),
  integer: integer<number | bigint>('integer'),
  unsignedByte: integer<number>('unsignedByte', 0, 255),
  unsignedShort: integer<number>('unsignedShort', 0, 65535),
  unsignedInt: integer<number>('unsignedInt', 0, 4294967295),
  unsignedLong: integer<number | bigint>('unsignedLong', 0, 18446744073709551615n),
  nonNegativeInteger: integer<number | bigint>('nonNegativeInteger', 0),
  positiveInteger: integer<number | bigint>('positiveInteger', 1),
  base64Binary: builtIn<Uint8Array>('base64Binary', 'base64Binary'),
  hexBinary: builtIn<Uint8Array>('hexBinary', 'hexBinary'),
} as const;

/** An anonymous restriction, as in an element that holds its own `xs:simpleType`. */
export function restriction<V>(base: SimpleType<V>, facets: Facets, meta: Meta = {}): SimpleType<V> {
  return { ...base, name: undefined, namespace: undefined, facets: { ...base.facets, ...facets }, meta };
}

/** An anonymous enumeration. The order of the words is the order of their codes. */
export function enumerated<const W extends string>(values: readonly W[], meta: Meta = {}): SimpleType<W> {
  return {
    kind: 'simple',
    name: undefined,
    namespace: undefined,
    representation: 'enumeration',
    facets: {},
    values,
    meta,
  };
}
