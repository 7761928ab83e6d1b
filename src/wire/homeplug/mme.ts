import { formatMac } from '../net/addresses.js';
import type { FrameViolation } from '../v2gtp.js';
import { definitionOf } from './mme-definitions.js';
import type { MmeFields, MmeRecord } from './mme-field.js';
import { type MmeOperation, mmeName } from './mme-names.js';
import { readMme } from './read-mme.js';

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
  /** Main fields of the messages whose layout is known; empty for others. */
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
  const label = `${name}.${operation}`;
  const definition = definitionOf(type);
  const reading = definition === undefined ? undefined : readMme(definition, body, at);
  const fields = reading === undefined ? [] : shown(definition!.fields, reading.fields);
  const violations = reading?.violations ?? [];
  return { version, type, name, operation, label, oui, fields, body, violations };
}

/** Value of a field by name, or undefined. */
export function mmeField(mme: Mme, name: string): MmeField['value'] | undefined {
  return mme.fields.find((field) => field.name === name)?.value;
}

/** Lists are shown with their place: `Networks[0].Nid`. */
function shown(layout: MmeFields, record: MmeRecord, prefix = ''): MmeField[] {
  return Object.entries(layout).flatMap(([name, field]): MmeField[] => {
    const value = record[name];
    if (value === undefined || field.hidden === true) return [];
    if (field.kind === 'list') {
      const records = value as readonly MmeRecord[];
      return records.flatMap((one, index) => shown(field.record ?? {}, one, `${prefix}${name}[${index}].`));
    }
    const plain = value as MmeField['value'];
    const label = `${prefix}${name}`;
    return [field.unit === undefined ? { name: label, value: plain } : { name: label, value: plain, unit: field.unit }];
  });
}
