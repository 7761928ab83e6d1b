import { untyped } from '../grammar/datatype.js';
import { xsiNamespace } from '../grammar/string-table.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import { type BuiltInEvent, BuiltInGrammar, type BuiltInState } from './built-in-grammar.js';
import { type DecodeContext, deepestNesting } from './decode-context.js';
import { decodeElement, type MutableObject } from './decode-element.js';
import { clarkName, type QualifiedName, readName } from './read-name.js';
import { readValue } from './read-value.js';

/**
 * Decodes an element that a wildcard or a deviation let in. Its value is `{ name, value }` when the set declares it
 * globally, else `{ name, attributes?, content? }` with text as strings in `content`.
 */
export function decodeUndeclared(context: DecodeContext, name: QualifiedName): ExiObject {
  const declaration = context.grammar.globalElement(name.namespace, name.name);
  if (declaration !== undefined) {
    const value = decodeElement(context, declaration.type, declaration);
    return value === undefined ? { name: clarkName(name) } : { name: clarkName(name), value };
  }
  if (context.depth > deepestNesting) {
    context.stop('nesting-too-deep', `more than ${deepestNesting}`);
    return { name: clarkName(name) };
  }
  return decodeBuiltIn(context, name);
}

function decodeBuiltIn(context: DecodeContext, name: QualifiedName): ExiObject {
  const key = clarkName(name);
  const grammar = context.builtIns.get(key) ?? new BuiltInGrammar();
  context.builtIns.set(key, grammar);
  const attributes: MutableObject = {};
  const content: ExiValue[] = [];
  let state = grammar.startTag;
  while (!context.stopped) {
    const event = nextEvent(context, state);
    if (event === undefined || event.kind === 'end') break;
    if (event.kind === 'attribute') {
      if (event.namespace === xsiNamespace && event.name === 'type') {
        const type = readName(context);
        if (type !== undefined) attributes['xsi:type'] = clarkName(type);
      } else {
        const value = readValue(context, untyped, event);
        if (value !== undefined) attributes[clarkName(event)] = value;
      }
      continue;
    }
    if (event.kind === 'text') {
      const text = readValue(context, untyped, name);
      if (text !== undefined) content.push(text);
    } else {
      context.path.push('content', content.length);
      content.push(decodeUndeclared(context, event));
      context.path.length -= 2;
    }
    state = grammar.content;
  }
  return {
    name: key,
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(content.length === 0 ? {} : { content }),
  };
}

/** Reads one event and lets the grammar learn it (8.4.3). */
function nextEvent(context: DecodeContext, state: BuiltInState): BuiltInEvent | undefined {
  const { reader } = context;
  const start = reader.bitOffset;
  const code = reader.bits(state.width);
  if (context.failed(start)) return undefined;
  const known = state.event(code);
  if (known !== undefined) return known;
  const deviation = code === state.count ? state.deviations[reader.bits(state.deviationWidth)] : undefined;
  if (context.failed(start)) return undefined;
  if (deviation === undefined) {
    context.stop('event-code-undefined', `code ${code}`, start);
    return undefined;
  }
  const event = deviationEvent(context, deviation);
  const isType = event?.kind === 'attribute' && event.namespace === xsiNamespace && event.name === 'type';
  if (event !== undefined && !isType) state.learn(event);
  return event;
}

function deviationEvent(
  context: DecodeContext,
  deviation: BuiltInState['deviations'][number],
): BuiltInEvent | undefined {
  if (deviation === 'end' || deviation === 'text') return { kind: deviation };
  const name = readName(context);
  if (name === undefined) return undefined;
  return { kind: deviation === 'any-attribute' ? 'attribute' : 'element', ...name };
}

/** AT(*) of a schema-informed grammar: the sets declare no global attributes, so the value is a string. */
export function readUndeclaredAttribute(context: DecodeContext, object: MutableObject): void {
  const name = readName(context);
  if (name !== undefined) readUntypedAttribute(context, object, `@${clarkName(name)}`, name);
}

export function readUntypedAttribute(
  context: DecodeContext,
  object: MutableObject,
  key: string,
  owner: QualifiedName,
): void {
  const value = readValue(context, untyped, owner);
  if (value !== undefined) object[key] = value;
}
