import { PlumblineError } from '../base/errors.js';
import type { TypeGrammar } from '../wire/exi/grammar/type-grammar.js';
import type { AnyType, ElementDeclaration } from '../wire/exi/notation/particles.js';
import type { SimpleType } from '../wire/exi/notation/simple-types.js';
import type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';
import { setCodec } from './set-codecs.js';
import type { SchemaName } from './sets.js';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/**
 * The JSON form of a value: hexBinary as upper-case hex, base64Binary as base64, integers beyond 2^53 as decimal
 * strings (JavaScript's JSON numbers cannot carry them; `jsonText` writes them as digits).
 */
export function toJson(schema: SchemaName, value: ExiObject): JsonObject {
  return transform(schema, value, writeSimple) as JsonObject;
}

/** JSON text of a value on one line, with integers of any size as digits. */
export function jsonText(schema: SchemaName, value: ExiObject): string {
  const bigs: string[] = [];
  const json = transform(schema, value, (type, item) => {
    if (typeof item !== 'bigint') return writeSimple(type, item);
    bigs.push(String(item));
    return `\u0000${bigs.length - 1}\u0000`;
  });
  const text = JSON.stringify(json);
  return bigs.length === 0
    ? text
    : text.replace(/"\\u0000(\d+)\\u0000"/g, (_, index: string) => bigs[Number(index)] ?? '');
}

/** Reads the JSON form. Throws MESSAGES-001 with the place of the first value that has no place or the wrong kind. */
export function fromJson(schema: SchemaName, json: unknown): ExiObject {
  if (!isPlainObject(json)) throw new PlumblineError('MESSAGES-001', { detail: 'a JSON object is expected' });
  return new JsonReader(schema).root(json);
}

type SimpleWriter = (type: SimpleType | undefined, value: ExiValue) => JsonValue;

function writeSimple(type: SimpleType | undefined, value: ExiValue): JsonValue {
  if (value instanceof Uint8Array) {
    const buffer = Buffer.from(value.buffer, value.byteOffset, value.length);
    return type?.representation === 'hexBinary' ? buffer.toString('hex').toUpperCase() : buffer.toString('base64');
  }
  return typeof value === 'bigint' ? String(value) : (value as JsonValue);
}

function transform(schema: SchemaName, value: ExiObject, write: SimpleWriter): JsonValue {
  const { grammar } = setCodec(schema);
  const out: { [name: string]: JsonValue } = {};
  for (const [name, item] of Object.entries(value)) {
    const declaration =
      grammar.documentElements.find((element) => element.name === name) ?? fragmentElement(schema, name);
    out[name] = transformValue(schema, declaration?.type, item, write);
  }
  return out;
}

function fragmentElement(schema: SchemaName, name: string): ElementDeclaration | undefined {
  return setCodec(schema).grammar.fragmentElements.find((element) => element.name === name)?.declaration;
}

function transformValue(
  schema: SchemaName,
  type: AnyType | undefined,
  value: ExiValue,
  write: SimpleWriter,
): JsonValue {
  if (value instanceof Uint8Array || typeof value !== 'object') {
    return write(type?.kind === 'simple' ? type : undefined, value);
  }
  if (Array.isArray(value)) return value.map((item: ExiValue) => transformValue(schema, type, item, write));
  // A simple type's element that carries xsi:nil or an undeclared attribute is an object, its value typed all the same.
  const grammar = type === undefined ? undefined : setCodec(schema).grammar.grammarOf(type);
  const out: { [name: string]: JsonValue } = {};
  for (const name in value as ExiObject) {
    const item = (value as ExiObject)[name] as ExiValue;
    out[name] = transformValue(schema, grammar === undefined ? undefined : memberType(grammar, name), item, write);
  }
  return out;
}

function memberType(grammar: TypeGrammar, name: string): AnyType | undefined {
  const child = grammar.children.get(name);
  if (child !== undefined) return child.element.type;
  if (name === 'value') return grammar.shape.simple;
  return grammar.shape.attributes.find((attribute) => attribute.name === name)?.type;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class JsonReader {
  private readonly schema: SchemaName;
  private readonly path: string[] = [];

  constructor(schema: SchemaName) {
    this.schema = schema;
  }

  root(json: Record<string, unknown>): ExiObject {
    const { grammar } = setCodec(this.schema);
    const out: { [name: string]: ExiValue } = {};
    for (const [name, item] of Object.entries(json)) {
      const declaration = grammar.documentElements.find((element) => element.name === name);
      this.path.push(name);
      if (declaration === undefined) this.refuse('the message set has no such root element');
      out[name] = this.value(declaration.type, item);
      this.path.pop();
    }
    return out;
  }

  private refuse(detail: string): never {
    throw new PlumblineError('MESSAGES-001', { place: this.path.join('.'), detail });
  }

  private value(type: AnyType, json: unknown): ExiValue {
    if (type.kind === 'simple' && !isPlainObject(json)) return this.simple(type, json);
    if (!isPlainObject(json)) this.refuse('an object is expected');
    const grammar = setCodec(this.schema).grammar.grammarOf(type);
    const out: { [name: string]: ExiValue } = {};
    for (const name of Object.keys(json)) {
      this.path.push(name);
      out[name] = this.member(grammar, name, json[name]);
      this.path.pop();
    }
    return out;
  }

  private member(grammar: TypeGrammar, name: string, json: unknown): ExiValue {
    const child = grammar.children.get(name);
    if (child !== undefined) {
      if (!child.many) return this.value(child.element.type, json);
      if (!Array.isArray(json)) this.refuse('the element may repeat, so an array is expected');
      return json.map((item, index) => {
        this.path.push(String(index));
        const value = this.value(child.element.type, item);
        this.path.pop();
        return value;
      });
    }
    const type = memberType(grammar, name);
    if (type !== undefined) return this.value(type, json);
    if (name === 'any' || name === 'text' || name.startsWith('@') || name.startsWith('xsi:')) return this.loose(json);
    return this.refuse(`${grammar.shape.type.name ?? 'the type'} has no such element or attribute`);
  }

  /** Undeclared content; the value of a global element in it is read by that element's type. */
  private loose(json: unknown): ExiValue {
    if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
    if (Array.isArray(json)) return json.map((item) => this.loose(item));
    if (!isPlainObject(json)) return this.refuse('null has no meaning here');
    const name = typeof json['name'] === 'string' ? /^(?:\{(.*)\})?([^}]*)$/.exec(json['name']) : null;
    const global =
      name === null ? undefined : setCodec(this.schema).grammar.globalElement(name[1] ?? '', name[2] ?? '');
    return Object.fromEntries(
      Object.entries(json).map(([key, item]) => [
        key,
        key === 'value' && global !== undefined ? this.value(global.type, item) : this.loose(item),
      ]),
    );
  }

  private simple(type: SimpleType, json: unknown): ExiValue {
    switch (type.representation) {
      case 'boolean':
        return typeof json === 'boolean' ? json : this.refuse('true or false is expected');
      case 'integer':
        return this.integer(json);
      case 'hexBinary':
        if (typeof json !== 'string' || json.length % 2 !== 0 || /[^0-9a-fA-F]/.test(json))
          this.refuse('hex is expected');
        return new Uint8Array(Buffer.from(json, 'hex'));
      case 'base64Binary':
        if (typeof json !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(json) || json.length % 4 !== 0) {
          this.refuse('base64 is expected');
        }
        return new Uint8Array(Buffer.from(json, 'base64'));
      default:
        return typeof json === 'string' ? json : this.refuse('a string is expected');
    }
  }

  private integer(json: unknown): number | bigint {
    if (typeof json === 'number' && Number.isSafeInteger(json)) return json;
    if (typeof json === 'bigint') return json;
    if (typeof json === 'string' && /^-?\d{1,1300}$/.test(json)) {
      const value = BigInt(json);
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
    return this.refuse('an integer is expected (as decimal string beyond 2^53)');
  }
}
