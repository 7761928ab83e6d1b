import { parseMac } from '../net/addresses.js';
import type { MmeDefinition } from './define-mme.js';
import type { FieldType, MmeFields, MmeFieldValue, MmeRecord, MmeValue } from './mme-field.js';

/** EtherType of HomePlug management messages. */
export const homeplugEtherType = 0x88e1;
/** Where hosts reach the modem at the other end of their cable, whatever its own address (Qualcomm). */
export const localModemAddress = '00:b0:52:00:00:01';
export const broadcastAddress = 'ff:ff:ff:ff:ff:ff';

const qualcomm = [0x00, 0xb0, 0x52];
const firstManufacturerType = 0xa000;
const smallestFrame = 60;

/**
 * Bytes of a message after the EtherType. What the value says is written, also where it breaks a rule (a count that does
 * not fit, a wrong `MVFLength`): a tester must be able to. Numbers are cut to their field, texts and hexadecimal cut or
 * filled with zeros.
 */
export function encodeMme<F extends MmeFields>(definition: MmeDefinition<F>, value: MmeValue<F>): Uint8Array {
  const { version, type } = definition;
  const header = [version, type & 0xff, type >> 8, ...(version === 0 ? [] : [0, 0])];
  const oui = type >= firstManufacturerType ? qualcomm : [];
  return Uint8Array.from([...header, ...oui, ...recordBytes(definition.fields, value as MmeRecord)]);
}

export interface MmeAddresses {
  /** `02:00:00:00:0a:01`. */
  readonly destination: string;
  readonly source: string;
}

/** An Ethernet frame without its check sequence, filled with zeros to 60 bytes. */
export function encodeMmeFrame<F extends MmeFields>(
  { destination, source }: MmeAddresses,
  definition: MmeDefinition<F>,
  value: MmeValue<F>,
): Uint8Array {
  return mmeFrame({ destination, source }, encodeMme(definition, value));
}

/** A frame around bytes that are a message already, or are not. */
export function mmeFrame({ destination, source }: MmeAddresses, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(Math.max(smallestFrame, 14 + payload.length));
  frame.set(macBytes(destination), 0);
  frame.set(macBytes(source), 6);
  frame.set([homeplugEtherType >> 8, homeplugEtherType & 0xff], 12);
  frame.set(payload, 14);
  return frame;
}

function recordBytes(layout: MmeFields, record: MmeRecord): number[] {
  return Object.entries(layout).flatMap(([name, field]) => fieldBytes(field, record[name]));
}

function fieldBytes(field: FieldType, value: MmeFieldValue): readonly number[] {
  switch (field.kind) {
    case 'u8':
    case 'u16':
    case 'u32':
      return littleEndian(typeof value === 'number' ? value : 0, field.length);
    case 'mac':
      return macBytes(typeof value === 'string' ? value : '');
    case 'attenuation': {
      const values = (value ?? []) as readonly number[];
      return [values.length & 0xff, ...new Array<number>(field.length - 1).fill(0), ...values.map((one) => one & 0xff)];
    }
    case 'text':
      return fitted(textBytes(typeof value === 'string' ? value : '', field.length), field.length);
    case 'hex':
    case 'reserved':
      return fitted(hexBytes(value), field.length);
    case 'rest':
    case 'bytes':
      return hexBytes(value);
    case 'list':
      return ((value ?? []) as readonly MmeRecord[]).flatMap((record) => recordBytes(field.record ?? {}, record));
  }
}

function littleEndian(value: number, length: number): number[] {
  return Array.from({ length }, (_, index) => Math.floor(value / 256 ** index) & 0xff);
}

function macBytes(text: string): readonly number[] {
  return [...(parseMac(text) ?? new Uint8Array(6))];
}

function hexBytes(value: MmeFieldValue): number[] {
  if (typeof value !== 'string') return [];
  return (value.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** Text longer than the field can only be the hexadecimal that `readMme` gives for what is not text. */
function textBytes(value: string, length: number): readonly number[] {
  if (value.length > length && /^[0-9A-Fa-f]+$/.test(value)) return hexBytes(value);
  return Array.from(value, (char) => char.charCodeAt(0) & 0xff);
}

function fitted(bytes: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, index) => bytes[index] ?? 0);
}
