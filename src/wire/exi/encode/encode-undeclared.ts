import type { BuiltInDeviation, BuiltInEvent, BuiltInState } from '../decode/built-in-grammar.js';
import { clarkName } from '../decode/read-name.js';
import { untyped } from '../grammar/datatype.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { ElementDeclaration } from '../notation/particles.js';
import type { SimpleType } from '../notation/simple-types.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import type { EncodeContext } from './encode-context.js';
import { encodeElement, isObject } from './encode-element.js';
import { parseClarkName, writeName } from './write-name.js';
import { writeValue } from './write-value.js';

/** Encodes an element of undeclared content in the form that decoding gives it; the start code has been written. */
export function encodeUndeclared(context: EncodeContext, value: ExiValue): void {
  if (!isObject(value) || typeof value['name'] !== 'string') {
    context.refuse('value-type', 'undeclared content is { name, value } or { name, attributes?, content? }');
    return;
  }
  const name = parseClarkName(value['name']);
  writeName(context, name);
  encodeBehindName(context, name.namespace, name.name, value);
}

function encodeBehindName(context: EncodeContext, namespace: string, name: string, value: ExiObject): void {
  const declaration = context.grammar.globalElement(namespace, name);
  if (declaration !== undefined) {
    encodeElement(context, declaration.type, value['value'] ?? {}, declaration);
    return;
  }
  const grammar = context.builtIn(clarkName({ namespace, name }));
  const attributes = value['attributes'];
  for (const [key, text] of Object.entries(attributes !== undefined && isObject(attributes) ? attributes : {})) {
    const attribute = parseClarkName(key);
    if (writeEvent(context, grammar.startTag, { kind: 'attribute', ...attribute })) writeName(context, attribute);
    writeValue(context, untyped, text, attribute);
  }
  let state = grammar.startTag;
  for (const item of Array.isArray(value['content']) ? value['content'] : []) {
    if (typeof item === 'string') {
      writeEvent(context, state, { kind: 'text' });
      writeValue(context, untyped, item, { namespace, name });
    } else if (isObject(item) && typeof item['name'] === 'string') {
      const child = parseClarkName(item['name']);
      if (writeEvent(context, state, { kind: 'element', ...child })) writeName(context, child);
      encodeBehindName(context, child.namespace, child.name, item);
    } else context.refuse('value-type', 'undeclared content holds texts and elements');
    state = grammar.content;
  }
  writeEvent(context, state, { kind: 'end' });
}

/** Writes the code of an event and lets the grammar learn it. True when its name must follow. */
function writeEvent(context: EncodeContext, state: BuiltInState, event: BuiltInEvent): boolean {
  const code = state.codeOf(event);
  if (code !== undefined) {
    context.writer.bits(state.width, code);
    return false;
  }
  const wanted: BuiltInDeviation =
    event.kind === 'attribute' ? 'any-attribute' : event.kind === 'element' ? 'any-element' : event.kind;
  context.writer.bits(state.width, state.count);
  context.writer.bits(state.deviationWidth, state.deviations.indexOf(wanted));
  state.learn(event);
  return event.kind === 'attribute' || event.kind === 'element';
}

/** A declared element in a place where it is not: its content goes out untyped, as text. */
export function encodeAsBuiltIn(context: EncodeContext, declaration: ElementDeclaration, value: ExiValue): void {
  const { namespace, name } = declaration;
  encodeBehindName(context, namespace, name, untypedElement(context, declaration, value));
}

function untypedElement(context: EncodeContext, declaration: ElementDeclaration, value: ExiValue): ExiObject {
  const grammar = context.grammar.grammarOf(declaration.type);
  const name = clarkName(declaration);
  if (!isObject(value)) return { name, content: [lexical(grammar.shape.simple, value)] };
  const attributes: { [key: string]: ExiValue } = {};
  for (const attribute of grammar.shape.attributes) {
    const given = value[attribute.name];
    if (given !== undefined) attributes[clarkName(attribute)] = lexical(attribute.type, given);
  }
  return { name, attributes, content: untypedContent(context, grammar, value) };
}

function untypedContent(context: EncodeContext, grammar: TypeGrammar, value: ExiObject): readonly ExiValue[] {
  if (grammar.shape.simple !== undefined) return [lexical(grammar.shape.simple, value['value'] ?? '')];
  const content: ExiValue[] = [];
  for (const [key, { element }] of grammar.children) {
    const given = value[key];
    if (given === undefined) continue;
    for (const item of Array.isArray(given) ? (given as readonly ExiValue[]) : [given]) {
      content.push(untypedElement(context, element, item));
    }
  }
  return content;
}

/** The XML form of a value, which is what an untyped value carries. */
export function lexical(type: SimpleType | undefined, value: ExiValue): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const hex = type?.representation === 'hexBinary';
  if (hex) return Array.from(value, (octet) => octet.toString(16).padStart(2, '0').toUpperCase()).join('');
  return btoa(String.fromCharCode(...value));
}
