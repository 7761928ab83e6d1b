import { PlumblineError } from '../../base/errors.js';
import { integerBounds } from './built-in-types.js';
import { keyOf, type QName, xsdNamespace } from './qname.js';
import type { Facets, SchemaModel, SimpleType, TypeReference } from './schema-model.js';
import { quote, type Source } from './source-printer.js';
import type { Words } from './words.js';

// The built-in types that the notation has; the others need an EXI representation first.
const notationTypes = new Set(
  'string anyURI ID IDREF NCName boolean byte short int long integer unsignedByte unsignedShort unsignedInt unsignedLong nonNegativeInteger positiveInteger base64Binary hexBinary'.split(
    ' ',
  ),
);

/** The expression of a named simple type: an enumeration, or a restriction with its facets. */
export function namedSimpleType(words: Words, type: SimpleType, meta: readonly Source[]): Source {
  const name = type.name as QName;
  const builder = words.namespace(name.ns);
  const restriction = restrictionOf(type);
  const values = restriction.facets.enumeration;
  if (values !== undefined) {
    requireStrings(words.model, restriction.base, type.place);
    return { call: `${builder}.enumeration`, args: [quote(name.local), { array: values.map(quote) }, ...meta] };
  }
  const facets = writeFacets(words.model, type, restriction.facets);
  const tail = facets.length === 0 && meta.length === 0 ? [] : [{ object: facets }, ...meta];
  return {
    call: `${builder}.simpleType`,
    args: [quote(name.local), simpleReference(words, restriction.base, type.place), ...tail],
  };
}

/** The expression that refers to a simple type: a constant, a built-in type, or a restriction in place. */
export function simpleReference(words: Words, reference: TypeReference, place: string): Source {
  if (reference.kind === 'named') {
    const { ns, local } = reference.name;
    if (ns !== xsdNamespace) return words.type(reference.name);
    if (!notationTypes.has(local)) throw notYet(place, `the built-in type xs:${local}`);
    words.notation('xs');
    return `xs.${local}`;
  }
  const type = reference.type;
  if (type.kind === 'complex') throw notYet(type.place, 'a complex type where a simple one is wanted');
  const restriction = restrictionOf(type);
  const values = restriction.facets.enumeration;
  if (values !== undefined) {
    requireStrings(words.model, restriction.base, type.place);
    words.notation('enumerated');
    return { call: 'enumerated', args: [{ array: values.map(quote) }] };
  }
  words.notation('restriction');
  const facets = writeFacets(words.model, type, restriction.facets);
  return { call: 'restriction', args: [simpleReference(words, restriction.base, type.place), { object: facets }] };
}

function restrictionOf(type: SimpleType): { readonly base: TypeReference; readonly facets: Facets } {
  if (type.variety.kind === 'restriction') return type.variety;
  throw notYet(type.place, `<${type.variety.kind}>`);
}

function writeFacets(model: SchemaModel, type: SimpleType, facets: Facets): readonly (readonly [string, string])[] {
  if (facets.patterns !== undefined) throw notYet(type.place, '<pattern>, which changes how EXI writes characters');
  if (facets.totalDigits !== undefined || facets.fractionDigits !== undefined) throw notYet(type.place, 'digit facets');
  const bounds = [
    ['minInclusive', facets.minInclusive, 0n],
    ['minInclusive', facets.minExclusive, 1n],
    ['maxInclusive', facets.maxInclusive, 0n],
    ['maxInclusive', facets.maxExclusive, -1n],
  ] as const;
  const written: (readonly [string, string])[] = [];
  for (const [name, text, step] of bounds) {
    if (text === undefined) continue;
    if (!isInteger(model, { kind: 'anonymous', type }) || !/^[+-]?\d+$/.test(text)) {
      throw notYet(type.place, `${name} ${text} of a type that is not an integer`);
    }
    written.push([name, integerLiteral(BigInt(text) + step)]);
  }
  for (const name of ['length', 'minLength', 'maxLength'] as const) {
    const value = facets[name];
    if (value !== undefined) written.push([name, String(value)]);
  }
  return written;
}

function integerLiteral(value: bigint): string {
  const safe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? String(value) : `${value}n`;
}

/** The built-in type that a simple type comes down to. */
function builtInOf(model: SchemaModel, reference: TypeReference): string | undefined {
  if (reference.kind === 'named' && reference.name.ns === xsdNamespace) return reference.name.local;
  const type = reference.kind === 'named' ? model.types.get(keyOf(reference.name)) : reference.type;
  if (type?.kind !== 'simple' || type.variety.kind !== 'restriction') return undefined;
  return builtInOf(model, type.variety.base);
}

function isInteger(model: SchemaModel, reference: TypeReference): boolean {
  const local = builtInOf(model, reference);
  return local !== undefined && integerBounds(local) !== undefined;
}

function requireStrings(model: SchemaModel, base: TypeReference, place: string): void {
  const local = builtInOf(model, base);
  if (local === undefined || !['string', 'normalizedString', 'token', 'NMTOKEN', 'NCName', 'anyURI'].includes(local)) {
    throw notYet(place, `an enumeration of ${local ?? 'a type'} that is not a string`);
  }
}

export function notYet(place: string, detail: string): PlumblineError {
  return new PlumblineError('MESSAGES-016', { place, detail });
}
