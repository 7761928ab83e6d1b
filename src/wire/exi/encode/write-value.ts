import { codePoints } from '../bit-writer.js';
import type { Datatype } from '../grammar/datatype.js';
import type { ValueOwner } from '../grammar/value-table.js';
import type { ExiValue } from '../notation/values.js';
import type { EncodeContext } from './encode-context.js';

/** Writes a typed value of an element or attribute, its `owner`, with the faults that name its path. */
export function writeValue(context: EncodeContext, datatype: Datatype, value: ExiValue, owner: ValueOwner): void {
  switch (datatype.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') {
        wrongType(context, 'a boolean', value);
        return;
      }
      context.writer.bits(1, value ? 1 : 0);
      return;
    case 'enumeration':
      writeEnumeration(context, datatype, value);
      return;
    case 'bounded':
    case 'unsigned':
    case 'integer':
      writeInteger(context, datatype, value);
      return;
    case 'string':
      writeString(context, datatype, value, owner);
      return;
    case 'binary':
      writeBinary(context, datatype, value);
      return;
  }
}

function wrongType(context: EncodeContext, expected: string, value: ExiValue): void {
  const found = value instanceof Uint8Array ? 'bytes' : Array.isArray(value) ? 'an array' : typeof value;
  context.refuse('value-type', `${expected} expected, ${found} found`);
}

function writeEnumeration(
  context: EncodeContext,
  datatype: Extract<Datatype, { kind: 'enumeration' }>,
  value: ExiValue,
): void {
  const fault = context.faults.active ? context.faults.take('enumeration-code', context.pathText()) : undefined;
  const code = fault?.code ?? (typeof value === 'string' ? codeOf(context, datatype, value) : undefined);
  if (code === undefined) {
    wrongType(context, `one of ${datatype.values.slice(0, 4).join(', ')} ...`, value);
    return;
  }
  if (!Number.isInteger(code) || code < 0 || code >= 2 ** datatype.bits) {
    context.refuse('enumeration-code-undefined', `${code} does not fit ${datatype.bits} bits`);
    return;
  }
  context.writer.bits(datatype.bits, code);
}

/** A word, or `#n` for a code without a word, as decoding gives it. */
function codeOf(
  context: EncodeContext,
  datatype: Extract<Datatype, { kind: 'enumeration' }>,
  word: string,
): number | undefined {
  const code = datatype.codes.get(word);
  if (code !== undefined) return code;
  if (!/^#\d+$/.test(word)) {
    context.refuse('value-type', `'${word}' is none of ${datatype.values.slice(0, 4).join(', ')} ...`);
    return 0;
  }
  context.violate('enumeration-code-undefined', `${word} of ${datatype.values.length} words`);
  return Number(word.slice(1));
}

function writeInteger(
  context: EncodeContext,
  datatype: Extract<Datatype, { kind: 'bounded' | 'unsigned' | 'integer' }>,
  given: ExiValue,
): void {
  const fault = context.faults.active ? context.faults.take('value', context.pathText()) : undefined;
  const value = fault?.value ?? given;
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isSafeInteger(value))) {
    wrongType(context, 'an integer', value);
    return;
  }
  const below = datatype.min !== undefined && value < datatype.min;
  if (fault === undefined && (below || (datatype.max !== undefined && value > datatype.max))) {
    context.violate('value-out-of-range', `${value} is not within ${datatype.min ?? ''} to ${datatype.max ?? ''}`);
  }
  if (datatype.kind !== 'bounded') {
    if (datatype.kind === 'integer') {
      context.writer.integer(value);
      return;
    }
    if (value < 0) {
      context.refuse('value-out-of-range', `${value} is negative and the type is unsigned`);
      return;
    }
    context.writer.unsigned(value);
    return;
  }
  const offset = Number(value) - datatype.min;
  if (offset < 0 || offset >= 2 ** datatype.bits) {
    context.refuse('value-out-of-range', `${value} does not fit ${datatype.bits} bits from ${datatype.min}`);
    return;
  }
  context.writer.bits(datatype.bits, offset);
}

interface Lengths {
  readonly minLength: number;
  readonly maxLength: number;
}

/** Length to claim and length to have; a fault on either means that the bound may be broken. */
function lengthFaults(context: EncodeContext, actual: number, bounds: Lengths): { wanted: number; claimed: number } {
  const { faults } = context;
  const length = faults.active ? faults.take('length', context.pathText())?.length : undefined;
  const wanted = length ?? actual;
  const claimed = faults.active ? faults.take('claimed-length', context.pathText())?.length : undefined;
  if (length === undefined && (actual < bounds.minLength || actual > bounds.maxLength)) {
    context.violate('length-out-of-range', `${actual} is not within ${bounds.minLength} to ${bounds.maxLength}`);
  }
  return { wanted, claimed: claimed ?? wanted };
}

function writeString(context: EncodeContext, datatype: Lengths, value: ExiValue, owner: ValueOwner): void {
  if (typeof value !== 'string') {
    wrongType(context, 'a string', value);
    return;
  }
  const points = codePoints(value);
  const { wanted, claimed } = lengthFaults(context, points.length, datatype);
  const known = wanted === points.length && claimed === wanted ? context.values?.find(owner, value) : undefined;
  if (known !== undefined) {
    context.writer.unsigned(known.kind === 'local' ? 0 : 1);
    context.writer.bits(context.values?.bits(owner, known.kind) ?? 0, known.id);
    return;
  }
  while (points.length < wanted) points.push(points.at(-1) ?? 0x41);
  points.length = wanted;
  context.writer.unsigned(claimed + 2);
  context.writer.characters(points);
  context.values?.add(owner, String.fromCodePoint(...points));
}

function writeBinary(context: EncodeContext, datatype: Lengths, value: ExiValue): void {
  if (!(value instanceof Uint8Array)) {
    wrongType(context, 'bytes', value);
    return;
  }
  const { wanted, claimed } = lengthFaults(context, value.length, datatype);
  const octets = new Uint8Array(wanted);
  octets.set(value.subarray(0, wanted));
  context.writer.unsigned(claimed);
  context.writer.octets(octets);
}
