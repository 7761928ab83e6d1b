import { PlumblineError } from '../base/errors.js';
import type { SetGrammar } from '../wire/exi/grammar/set-grammar.js';
import type { TypeGrammar } from '../wire/exi/grammar/type-grammar.js';
import type { AnyType } from '../wire/exi/notation/particles.js';
import type { SimpleType } from '../wire/exi/notation/simple-types.js';
import type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the JSON form of one value. */
export class JsonReader {
  private readonly grammar: SetGrammar;
  private readonly path: string[] = [];

  constructor(grammar: SetGrammar) {
    this.grammar = grammar;
  }

  root(json: Record<string, unknown>): ExiObject {
    const out: { [name: string]: ExiValue } = {};
    for (const [name, item] of Object.entries(json)) {
      const declaration = this.grammar.documentElements.find((element) => element.name === name);
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
    const declared = this.grammar.grammarOf(type);
    const { simple } = declared.shape;
    if (simple !== undefined && declared.isPlainText && !isPlainObject(json)) return this.simple(simple, json);
    if (!isPlainObject(json)) this.refuse('an object is expected');
    const given = json['xsi:type'];
    const other = typeof given === 'string' ? this.grammar.namedType(type.namespace ?? '', given) : undefined;
    const grammar = other === undefined ? declared : this.grammar.grammarOf(other);
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
    const type = grammar.members.get(name);
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
    const global = name === null ? undefined : this.grammar.globalElement(name[1] ?? '', name[2] ?? '');
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
