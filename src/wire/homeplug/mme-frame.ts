import { formatMac } from '../net/addresses.js';
import type { MmeDefinition } from './define-mme.js';
import { homeplugEtherType } from './encode-mme.js';
import { decodeMme, type Mme } from './mme.js';
import type { MmeFields, MmeValue } from './mme-field.js';
import { readMme } from './read-mme.js';

/** A management message with its addresses. */
export interface MmeFrame {
  readonly destination: string;
  readonly source: string;
  readonly mme: Mme;
}

/** Reads an Ethernet frame; undefined where it is none with EtherType 0x88E1, or is too short. Never throws. */
export function decodeMmeFrame(frame: Uint8Array): MmeFrame | undefined {
  if (frame.length < 14 || ((frame[12]! << 8) | frame[13]!) !== homeplugEtherType) return undefined;
  const mme = decodeMme(frame.subarray(14));
  if (mme === undefined) return undefined;
  return { destination: formatMac(frame.subarray(0, 6)), source: formatMac(frame.subarray(6, 12)), mme };
}

/** The value of a frame's message, if it is this message and whole. */
export function mmeValue<F extends MmeFields>(mme: Mme, definition: MmeDefinition<F>): MmeValue<F> | undefined {
  return mme.type === definition.type ? readMme(definition, mme.body).value : undefined;
}
