import { untyped } from '../grammar/datatype.js';
import type { State } from '../grammar/state.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import type { EncodeContext } from './encode-context.js';
import { encodeElement, isObject, writeDeviation } from './encode-element.js';
import { encodeUndeclared, lexical } from './encode-undeclared.js';
import { writeValue } from './write-value.js';

/**
 * Encodes an element whose name has several types in the set, by the relaxed fragment grammar (W3C EXI 1.0 section
 * 8.5.3): its attributes, then its children by name, its text untyped. `eMAID` of ISO 15118-2 is the case in point.
 */
export function encodeRelaxed(context: EncodeContext, value: ExiValue): void {
  const { relaxed } = context.grammar;
  if (!isObject(value)) {
    const content = writeText(context, relaxed.start, value);
    writeEnd(context, content);
    return;
  }
  let state = writeAttributes(context, relaxed.start, value);
  for (const [key, item] of Object.entries(value)) {
    if (key === 'value' || key === 'text') {
      for (const text of Array.isArray(item) ? item : [item]) state = writeText(context, state, text as ExiValue);
    } else if (key === 'any') {
      for (const element of Array.isArray(item) ? item : []) {
        context.writer.bits(
          state.width,
          state.productions.findIndex((p) => p.kind === 'any-element'),
        );
        encodeUndeclared(context, element as ExiValue);
        state = afterChild(state);
      }
    } else if (!isAttribute(state, relaxed.start, key)) state = writeChildren(context, state, key, item);
  }
  writeEnd(context, state);
}

function isAttribute(_state: State, start: State, key: string): boolean {
  return start.attributes.some((attribute) => attribute.name === key);
}

function writeAttributes(context: EncodeContext, start: State, value: ExiObject): State {
  let state = start;
  for (const [code, production] of start.productions.entries()) {
    if (production.kind !== 'attribute') continue;
    const given = value[production.attribute.name];
    // One name may exist with and without namespace: the first in code order takes the value.
    const earlier = start.attributes.find((attribute) => attribute.name === production.attribute.name);
    if (given === undefined || earlier !== production.attribute) continue;
    context.writer.bits(state.width, code);
    writeValue(context, production.datatype, given);
    state = production.next;
  }
  return state;
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
    encodeElement(context, production.element.type, value);
    state = afterChild(state);
  }
  return state;
}

function afterChild(state: State): State {
  return state.afterDeviation;
}

function writeText(context: EncodeContext, state: State, value: ExiValue): State {
  const code = state.productions.findIndex((p) => p.kind === 'text');
  context.writer.bits(state.width, code);
  writeValue(context, untyped, lexical(undefined, value));
  return state.afterDeviation;
}

function writeEnd(context: EncodeContext, state: State): void {
  const code = state.productions.findIndex((p) => p.kind === 'end');
  if (code < 0) writeDeviation(context, state, 'end');
  else context.writer.bits(state.width, code);
}
