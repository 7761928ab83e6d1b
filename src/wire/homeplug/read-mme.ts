import { formatMac } from '../net/addresses.js';
import type { FrameViolation } from '../v2gtp.js';
import type { MmeDefinition } from './define-mme.js';
import type { FieldType, MmeFields, MmeFieldValue, MmeRecord, MmeValue } from './mme-field.js';

export interface MmeReading<V> {
  /** The fields that were there; on a violation some are missing. */
  readonly fields: MmeRecord;
  /** The whole message; undefined where it was cut off. */
  readonly value: V | undefined;
  readonly violations: readonly FrameViolation[];
}

/**
 * Reads the bytes after the header of a message as its definition lays them out. Never throws.
 * @param offset of `body` in what the violations are counted from
 */
export function readMme<F extends MmeFields>(
  definition: MmeDefinition<F>,
  body: Uint8Array,
  offset = 0,
): MmeReading<MmeValue<F>> {
  const reader: Reader = { body, at: 0, cutIn: undefined };
  const fields = readRecord(definition.fields, reader);
  if (reader.cutIn === undefined) return { fields, value: fields as MmeValue<F>, violations: [] };
  const detail = `${definition.label} ends within ${reader.cutIn}`;
  const violations = [{ offset: offset + body.length, rule: 'mme-truncated', detail }];
  return { fields, value: undefined, violations };
}

interface Reader {
  readonly body: Uint8Array;
  at: number;
  cutIn: string | undefined;
}

function readRecord(layout: MmeFields, reader: Reader): MmeRecord {
  const record: Record<string, MmeFieldValue> = {};
  for (const [name, field] of Object.entries(layout)) {
    const value = readField(name, field, record, reader);
    if (value !== undefined) record[name] = value;
    if (reader.cutIn !== undefined) break;
  }
  return record;
}

function readField(name: string, field: FieldType, so: MmeRecord, reader: Reader): MmeFieldValue {
  const { body } = reader;
  if (field.kind === 'list') return readList(field, so, reader);
  const length = lengthOf(field, so, body, reader.at);
  if (reader.at + length > body.length) {
    reader.cutIn = name;
    return undefined;
  }
  const bytes = body.subarray(reader.at, reader.at + length);
  reader.at += length;
  return readValue(field, bytes);
}

function lengthOf(field: FieldType, so: MmeRecord, body: Uint8Array, at: number): number {
  if (field.kind === 'attenuation') return field.length + (body[at] ?? 0);
  if (field.kind === 'rest') return Math.max(0, body.length - at);
  if (field.kind === 'bytes') return Math.max(0, numberOf(so, field.count) - (field.less ?? 0));
  return field.length;
}

function readList(field: FieldType, so: MmeRecord, reader: Reader): readonly MmeRecord[] {
  const records: MmeRecord[] = [];
  for (let n = numberOf(so, field.count); n > 0 && reader.cutIn === undefined; n--) {
    records.push(readRecord(field.record ?? {}, reader));
  }
  return records;
}

function numberOf(record: MmeRecord, name: string | undefined): number {
  const value = name === undefined ? undefined : record[name];
  return typeof value === 'number' ? value : 0;
}

function readValue(field: FieldType, bytes: Uint8Array): MmeFieldValue {
  switch (field.kind) {
    case 'u8':
      return bytes[0]!;
    case 'u16':
      return bytes[0]! | (bytes[1]! << 8);
    case 'u32':
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
    case 'mac':
      return formatMac(bytes);
    case 'hex':
    case 'bytes':
      return hexOf(bytes);
    case 'text':
      return readable(bytes);
    case 'attenuation':
      return [...bytes.subarray(field.length)];
    case 'reserved':
      return bytes.every((byte) => byte === 0) ? undefined : hexOf(bytes);
    case 'rest':
      return withoutPadding(bytes);
    case 'list':
      return undefined;
  }
}

function withoutPadding(bytes: Uint8Array): string | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end === 0 ? undefined : hexOf(bytes.subarray(0, end));
}

/** Station identifiers are text in some stacks, binary in others and most often zero. */
function readable(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end === -1 ? bytes.length : end);
  if (text.every((byte) => byte >= 0x20 && byte < 0x7f) && bytes.subarray(text.length).every((byte) => byte === 0)) {
    return String.fromCharCode(...text);
  }
  return hexOf(bytes);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}
