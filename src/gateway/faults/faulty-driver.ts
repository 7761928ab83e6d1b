import { payloadTypes, v2gtpHeaderLength } from '../../wire/v2gtp.js';
import type { Faults } from './faults.js';

/** How long `hang-up-stands-still` does nothing at all, ms. */
const stillMs = 30_000;

/** Whether a gateway with a fault closes the connection where an answer is due. */
export function staysSilent(faults: Faults, code: string): boolean {
  return code === 'FAILED_SequenceError' && faults.has('sequence-error-silence');
}

/** What a gateway does beside closing after a FAILED answer. */
export function afterFailure(faults: Faults): { readonly staysOpen: boolean; readonly talks: boolean } {
  return { staysOpen: faults.has('stays-open-after-failure'), talks: faults.has('talks-after-failure') };
}

/** The frame that a gateway reads out of bytes whose header is wrong; undefined: none, as it should be. */
export function frameAnyway(
  faults: Faults,
  raw: Uint8Array,
): { readonly payloadType: number; readonly payload: Uint8Array } | undefined {
  if (!faults.has('v2gtp-version-unread') || raw.length <= v2gtpHeaderLength) return undefined;
  const payloadType = new DataView(raw.buffer, raw.byteOffset).getUint16(2);
  return { payloadType, payload: raw.subarray(v2gtpHeaderLength) };
}

/** The payload type as it is read. */
export function payloadTypeRead(faults: Faults, protocol: string | undefined, payloadType: number): number {
  return protocol === 'ISO 15118-2' && faults.has('v2gtp-any-payload-type') ? payloadTypes.exi : payloadType;
}

/** Whether fewer bytes than a header are taken for an offer. */
export function takesShortHeader(faults: Faults, partial: Uint8Array | undefined): boolean {
  return faults.has('v2gtp-short-header') && partial !== undefined && partial.length < v2gtpHeaderLength;
}

/** Blocks the process: what a loop without end looks like from outside. */
export function standsStill(faults: Faults): void {
  if (!faults.has('hang-up-stands-still')) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stillMs);
}
