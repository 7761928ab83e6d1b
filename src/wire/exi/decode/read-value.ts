import type { Datatype } from '../grammar/datatype.js';
import type { ValueOwner } from '../grammar/value-table.js';
import type { ExiValue } from '../notation/values.js';
import type { DecodeContext } from './decode-context.js';

/** The word that stands for an enumeration code without a word. */
export function undefinedWord(code: number): string {
  return `#${code}`;
}

/** Reads a typed value of an element or attribute, its `owner`; undefined when the stream ended inside it. */
export function readValue(context: DecodeContext, datatype: Datatype, owner: ValueOwner): ExiValue | undefined {
  const { reader } = context;
  const start = reader.bitOffset;
  const value = readUnchecked(context, datatype, owner, start);
  if (reader.overlong) {
    reader.overlong = false;
    context.note('integer-not-minimal', 'superfluous zero groups', start);
  }
  return context.failed(start) ? (typeof value === 'string' && value !== '' ? value : undefined) : value;
}

function readUnchecked(
  context: DecodeContext,
  datatype: Datatype,
  owner: ValueOwner,
  start: number,
): ExiValue | undefined {
  const { reader } = context;
  switch (datatype.kind) {
    case 'boolean':
      return reader.bits(1) === 1;
    case 'enumeration': {
      const code = reader.bits(datatype.bits);
      const word = datatype.values[code];
      if (word !== undefined || reader.failure !== undefined) return word;
      context.violate('enumeration-code-undefined', `code ${code} of ${datatype.values.length} words`, start);
      return undefinedWord(code);
    }
    case 'bounded': {
      const value = datatype.min + reader.bits(datatype.bits);
      checkRange(context, value, datatype.min, datatype.max, start);
      return value;
    }
    case 'unsigned':
    case 'integer': {
      const value = datatype.kind === 'unsigned' ? reader.unsigned() : reader.integer();
      checkRange(context, value, datatype.min, datatype.max, start);
      return value;
    }
    case 'string':
      return readString(context, datatype, owner, start);
    case 'binary': {
      const length = reader.length(8);
      if (reader.failure !== undefined) return undefined;
      checkLength(context, length, datatype, start);
      return reader.octets(length);
    }
  }
}

function checkRange(
  context: DecodeContext,
  value: number | bigint,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
  start: number,
): void {
  if (context.reader.failure !== undefined) return;
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    context.violate(
      'value-out-of-range',
      `${value} is not within ${min ?? '-infinity'} to ${max ?? 'infinity'}`,
      start,
    );
  }
}

function checkLength(
  context: DecodeContext,
  length: number,
  bounds: { readonly minLength: number; readonly maxLength: number },
  start: number,
): void {
  if (length >= bounds.minLength && length <= bounds.maxLength) return;
  const most = bounds.maxLength === Number.POSITIVE_INFINITY ? 'any' : bounds.maxLength;
  context.violate('length-out-of-range', `${length} is not within ${bounds.minLength} to ${most}`, start);
}

/** Strings are length + 2 and the characters; 0 and 1 are hits in the value table, which may be empty for good. */
function readString(
  context: DecodeContext,
  datatype: { readonly minLength: number; readonly maxLength: number },
  owner: ValueOwner,
  start: number,
): string | undefined {
  const { reader } = context;
  const length = reader.length(8, 2);
  if (reader.failure !== undefined) return undefined;
  if (length < 0 && context.values !== undefined)
    return readKnown(context, owner, length === -2 ? 'local' : 'global', start);
  if (length < 0) {
    context.stop('string-table-hit', length === -2 ? 'local value' : 'global value', start);
    return undefined;
  }
  const text = reader.characters(length);
  if (reader.failure === undefined) {
    checkLength(context, length, datatype, start);
    context.values?.add(owner, text);
  }
  return text;
}

/** A string that occurred before. */
function readKnown(
  context: DecodeContext,
  owner: ValueOwner,
  kind: 'local' | 'global',
  start: number,
): string | undefined {
  const { reader, values } = context;
  const id = reader.bits(values?.bits(owner, kind) ?? 0);
  if (reader.failure !== undefined) return undefined;
  const value = values?.value(owner, kind, id);
  if (value === undefined) context.stop('string-table-hit', `no ${kind} value ${id}`, start);
  return value;
}
