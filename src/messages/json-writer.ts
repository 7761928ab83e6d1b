import type { SetGrammar } from '../wire/exi/grammar/set-grammar.js';
import type { AnyType } from '../wire/exi/notation/particles.js';
import type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** The type of a root: a document's, or a fragment's whose name has one type. */
function rootType(grammar: SetGrammar, name: string): AnyType | undefined {
  const declaration =
    grammar.documentElements.find((element) => element.name === name) ??
    grammar.fragmentElements.find((element) => element.name === name)?.declaration;
  return declaration?.type;
}

function octetsText(grammar: SetGrammar, type: AnyType | undefined, octets: Uint8Array): string {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const simple = type?.kind === 'complex' ? grammar.grammarOf(type).shape.simple : type;
  const hex = simple?.representation === 'hexBinary';
  return hex ? buffer.toString('hex').toUpperCase() : buffer.toString('base64');
}

/** The types of an object's members: those of its declared type, or of the one that xsi:type names. */
function membersOf(
  grammar: SetGrammar,
  type: AnyType | undefined,
  value: ExiObject,
): ReadonlyMap<string, AnyType> | undefined {
  if (type === undefined) return undefined;
  const given = value['xsi:type'];
  const other = typeof given === 'string' ? grammar.namedType(type.namespace ?? '', given) : undefined;
  return grammar.grammarOf(other ?? type).members;
}

/** The JSON object of a value. */
export function jsonObject(grammar: SetGrammar, value: ExiObject): JsonObject {
  const out: { [name: string]: JsonValue } = {};
  for (const name in value) out[name] = jsonValue(grammar, rootType(grammar, name), value[name] as ExiValue);
  return out;
}

function jsonValue(grammar: SetGrammar, type: AnyType | undefined, value: ExiValue): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return octetsText(grammar, type, value);
  if (Array.isArray(value)) return value.map((item: ExiValue) => jsonValue(grammar, type, item));
  // A simple type's element that carries xsi:nil or an undeclared attribute is an object, its value typed all the same.
  const members = membersOf(grammar, type, value as ExiObject);
  const out: { [name: string]: JsonValue } = {};
  for (const name in value as ExiObject) {
    out[name] = jsonValue(grammar, members?.get(name), (value as ExiObject)[name] as ExiValue);
  }
  return out;
}

/** The JSON text of a value on one line. */
export function jsonLine(grammar: SetGrammar, value: ExiObject): string {
  let text = '{';
  for (const name in value) {
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(name)}:${valueText(grammar, rootType(grammar, name), value[name] as ExiValue)}`;
  }
  return `${text}}`;
}

/** Nothing in it needs an escape in JSON. */
const plain = /^[\w .:/#+-]*$/;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

function valueText(grammar: SetGrammar, type: AnyType | undefined, value: ExiValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `"${octetsText(grammar, type, value)}"`;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly ExiValue[])
      text += `${text === '' ? '' : ','}${valueText(grammar, type, item)}`;
    return `[${text}]`;
  }
  const members = membersOf(grammar, type, value as ExiObject);
  for (const name in value as ExiObject) {
    const item = valueText(grammar, members?.get(name), (value as ExiObject)[name] as ExiValue);
    text += `${text === '' ? '' : ','}${quoted(name)}:${item}`;
  }
  return `{${text}}`;
}
