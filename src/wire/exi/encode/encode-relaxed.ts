import { untyped } from '../grammar/datatype.js';
import type { State } from '../grammar/state.js';
import { typeShape } from '../grammar/type-shape.js';
import type { ValueOwner } from '../grammar/value-table.js';
import type { AttributeDeclaration } from '../notation/complex-types.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import type { EncodeContext } from './encode-context.js';
import { encodeElement, isObject, writeDeviation } from './encode-element.js';
import { encodeUndeclared, lexical } from './encode-undeclared.js';
import { writeValue } from './write-value.js';

/**
 * Encodes an element whose name has several types in the set, by the relaxed fragment grammar (W3C EXI 1.0 section
 * 8.5.3): its attributes, then its children by name, its text untyped. `eMAID` of ISO 15118-2 is the case in point.
 */
export function encodeRelaxed(context: EncodeContext, value: ExiValue, owner: ValueOwner): void {
  const { relaxed } = context.grammar;
  if (!isObject(value)) {
    const content = writeText(context, relaxed.start, value, owner);
    writeEnd(context, content);
    return;
  }
  let state = writeAttributes(context, relaxed.start, value);
  for (const [key, item] of Object.entries(value)) {
    if (key === 'value' || key === 'text') {
      for (const text of Array.isArray(item) ? item : [item])
        state = writeText(context, state, text as ExiValue, owner);
    } else if (key === 'any') {
      for (const element of Array.isArray(item) ? item : []) {
        context.writer.bits(
          state.width,
          state.productions.findIndex((p) => p.kind === 'any-element'),
        );
        encodeUndeclared(context, element as ExiValue);
        state = state.afterDeviation;
      }
    } else if (!relaxed.start.attributes.some((attribute) => attribute.name === key)) {
      state = writeChildren(context, state, key, item);
    }
  }
  writeEnd(context, state);
}

function writeAttributes(context: EncodeContext, start: State, value: ExiObject): State {
  let state = start;
  for (const [code, production] of start.productions.entries()) {
    if (production.kind !== 'attribute') continue;
    const given = value[production.attribute.name];
    if (given === undefined || attributeNamed(context, start, production.attribute.name) !== production.attribute)
      continue;
    context.writer.bits(state.width, code);
    writeValue(context, production.datatype, given, production.attribute);
    state = production.next;
  }
  return state;
}

/**
 * One name may exist in several namespaces, and without one: what a declaration of the element has is meant (`Id` of
 * eMAID is in the namespace of its type, since the schema asks for qualified attributes), else the first in code order.
 */
function attributeNamed(context: EncodeContext, start: State, name: string): AttributeDeclaration | undefined {
  const named = start.attributes.filter((attribute) => attribute.name === name);
  const own = context.relaxedFor.flatMap(({ type }) => typeShape(type).attributes).filter((a) => a.name === name);
  return named.find(({ namespace }) => own.some((attribute) => attribute.namespace === namespace)) ?? named[0];
}

function writeChildren(context: EncodeContext, from: State, key: string, item: ExiValue): State {
  let state = from;
  const code = state.productions.findIndex((p) => p.kind === 'element' && p.element.name === key);
  const production = state.productions[code];
  if (production?.kind !== 'element') {
    context.refuse('name-unknown', `the message set has no element ${key}`);
    return state;
  }
  for (const value of Array.isArray(item) ? (item as readonly ExiValue[]) : [item]) {
    const here = state.productions.findIndex((p) => p.kind === 'element' && p.element.name === key);
    context.writer.bits(state.width, here);
    encodeElement(context, production.element.type, value, production.element);
    state = state.afterDeviation;
  }
  return state;
}

function writeText(context: EncodeContext, state: State, value: ExiValue, owner: ValueOwner): State {
  const code = state.productions.findIndex((p) => p.kind === 'text');
  context.writer.bits(state.width, code);
  writeValue(context, untyped, lexical(undefined, value), owner);
  return state.afterDeviation;
}

function writeEnd(context: EncodeContext, state: State): void {
  const code = state.productions.findIndex((p) => p.kind === 'end');
  if (code < 0) writeDeviation(context, state, 'end');
  else context.writer.bits(state.width, code);
}
