import { formatMac } from '../net/addresses.js';
import type { FrameViolation } from '../v2gtp.js';
import { type MmeFieldLayout, mmeLayouts } from './mme-layouts.js';
import { type MmeOperation, mmeName } from './mme-names.js';

export interface MmeField {
  readonly name: string;
  /** Numbers as they are, MAC addresses and bytes as text, attenuation as one number a carrier group. */
  readonly value: number | string | readonly number[];
  readonly unit?: string;
}

export interface Mme {
  /** HomePlug version: 0 = 1.0, 1 = AV 1.1, 2 = AV 2.0. */
  readonly version: number;
  /** MMTYPE, 0..0xffff. */
  readonly type: number;
  /** `CM_SLAC_PARM`; `MME 0x....` where the number is not known. */
  readonly name: string;
  readonly operation: MmeOperation;
  /** `CM_SLAC_PARM.REQ`. */
  readonly label: string;
  /** Organisation of a manufacturer message (`00:b0:52`). */
  readonly oui: string | undefined;
  /** Main fields of the SLAC messages; empty for others. */
  readonly fields: readonly MmeField[];
  readonly body: Uint8Array;
  readonly violations: readonly FrameViolation[];
}

const firstManufacturerType = 0xa000;

/**
 * Reads a HomePlug management message from what follows EtherType 0x88E1: version, type (little-endian), for version 1
 * and later the fragmentation field, for manufacturer types the OUI. Undefined under three bytes. Never throws.
 */
export function decodeMme(data: Uint8Array): Mme | undefined {
  if (data.length < 3) return undefined;
  const version = data[0]!;
  const type = data[1]! | (data[2]! << 8);
  const { name, operation } = mmeName(type);
  let at = version === 0 ? 3 : 5;
  let oui: string | undefined;
  if (type >= firstManufacturerType && data.length >= at + 3) {
    oui = formatMac(data.subarray(at, at + 3));
    at += 3;
  }
  const body = data.subarray(Math.min(at, data.length));
  const violations: FrameViolation[] = [];
  const label = `${name}.${operation}`;
  const layout = mmeLayouts[label];
  const fields = layout === undefined ? [] : readFields(layout, body, at, label, violations);
  return { version, type, name, operation, label, oui, fields, body, violations };
}

/** Value of a field by name, or undefined. */
export function mmeField(mme: Mme, name: string): MmeField['value'] | undefined {
  return mme.fields.find((field) => field.name === name)?.value;
}

function readFields(
  layout: readonly MmeFieldLayout[],
  body: Uint8Array,
  start: number,
  label: string,
  violations: FrameViolation[],
): MmeField[] {
  const fields: MmeField[] = [];
  let at = 0;
  for (const entry of layout) {
    const length = entry.kind === 'attenuation' ? entry.length + (body[at] ?? 0) : entry.length;
    if (at + length > body.length) {
      const detail = `${label} ends within ${entry.name}`;
      violations.push({ offset: start + body.length, rule: 'mme-truncated', detail });
      break;
    }
    const bytes = body.subarray(at, at + length);
    at += length;
    const value = readValue(entry, bytes);
    if (value === undefined) continue;
    fields.push(entry.unit === undefined ? { name: entry.name, value } : { name: entry.name, value, unit: entry.unit });
  }
  return fields;
}

function readValue(entry: MmeFieldLayout, bytes: Uint8Array): MmeField['value'] | undefined {
  switch (entry.kind) {
    case 'u8':
      return bytes[0]!;
    case 'u16':
      return bytes[0]! | (bytes[1]! << 8);
    case 'u32':
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
    case 'mac':
      return formatMac(bytes);
    case 'hex':
      return hex(bytes);
    case 'text':
      return readable(bytes);
    case 'attenuation':
      return [...bytes.subarray(entry.length)];
    case 'skip':
      return undefined;
  }
}

/** Station identifiers are text in some stacks, binary in others and most often zero. */
function readable(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end === -1 ? bytes.length : end);
  if (text.every((byte) => byte >= 0x20 && byte < 0x7f) && bytes.subarray(text.length).every((byte) => byte === 0)) {
    return String.fromCharCode(...text);
  }
  return hex(bytes);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}
