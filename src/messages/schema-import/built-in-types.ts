/** The built-in types of XML Schema 1.0 that EXI can represent, by the value space that they have. */
const integers: Readonly<Record<string, readonly [min: string | undefined, max: string | undefined]>> = {
  integer: [undefined, undefined],
  nonNegativeInteger: ['0', undefined],
  positiveInteger: ['1', undefined],
  nonPositiveInteger: [undefined, '0'],
  negativeInteger: [undefined, '-1'],
  long: ['-9223372036854775808', '9223372036854775807'],
  int: ['-2147483648', '2147483647'],
  short: ['-32768', '32767'],
  byte: ['-128', '127'],
  unsignedLong: ['0', '18446744073709551615'],
  unsignedInt: ['0', '4294967295'],
  unsignedShort: ['0', '65535'],
  unsignedByte: ['0', '255'],
};

const strings = new Set(
  'string normalizedString token language Name NCName NMTOKEN ID IDREF ENTITY anyURI QName NOTATION anySimpleType anyAtomicType duration'.split(
    ' ',
  ),
);
const others = new Set(
  'boolean hexBinary base64Binary decimal float double dateTime date time gYear gYearMonth gMonth gMonthDay gDay NMTOKENS IDREFS ENTITIES anyType'.split(
    ' ',
  ),
);

export function isBuiltIn(local: string): boolean {
  return local in integers || strings.has(local) || others.has(local);
}

/** The bounds of a built-in integer type, or undefined when the type is not an integer. */
export function integerBounds(local: string): readonly [min: string | undefined, max: string | undefined] | undefined {
  return integers[local];
}

export function isStringLike(local: string): boolean {
  return strings.has(local);
}
