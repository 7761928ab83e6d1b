// Extensions of STAMP test packets: RFC 8972 clause 4. They follow the 44 bytes of the base packet.
import { stampLength } from './stamp-packet.js';

/** Types of RFC 8972 clause 5.1 that this reflector understands; every other one goes back marked as unrecognised. */
export const tlvTypes = { extraPadding: 1, timestampInformation: 3, directMeasurement: 5 } as const;

/** Flags, RFC 8972 clause 4, figure 4. A sender sets `unrecognised`; a reflector that understood takes it away. */
export const tlvFlags = { unrecognised: 0x80, malformed: 0x40 } as const;

const headerBytes = 4;
const directMeasurementBytes = 12;
const timestampInformationBytes = 4;

/** RFC 8972 clause 4.3, on the way in and on the way out: local free-running clock (5), stamped by software (2). */
const ownStamping = [5, 2, 5, 2] as const;

export interface StampTlv {
  readonly flags: number;
  readonly type: number;
  /** Where its value begins in the packet. */
  readonly offset: number;
  readonly length: number;
  /** The length points beyond the packet, or is wrong for the type. */
  readonly malformed: boolean;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads the extensions of a test packet. Ends at the first malformed one, and at zeros: those are the padding of a
 * sender without extensions (RFC 8762 clause 4.2.1). Never throws.
 */
export function readTlvs(bytes: Uint8Array): readonly StampTlv[] {
  const view = viewOf(bytes);
  const found: StampTlv[] = [];
  let at = stampLength;
  while (at + headerBytes <= bytes.length) {
    const flags = view.getUint8(at);
    const type = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (flags === 0 && type === 0 && length === 0) break;
    const offset = at + headerBytes;
    const malformed = offset + length > bytes.length || !fits(type, length);
    found.push({ flags, type, offset, length, malformed });
    if (malformed) break;
    at = offset + length;
  }
  return found;
}

function fits(type: number, length: number): boolean {
  if (type === tlvTypes.directMeasurement) return length === directMeasurementBytes;
  if (type === tlvTypes.timestampInformation) return length === timestampInformationBytes;
  return true;
}

/**
 * Fills the room behind the base packet: a Direct Measurement extension (RFC 8972 clause 4.5) with the number of packets
 * sent, then Extra Padding (clause 4.1). Room that holds neither stays zero.
 * @param sentPackets of this session, this one included
 */
export function writeSenderTlvs(bytes: Uint8Array, sentPackets: number): void {
  const view = viewOf(bytes);
  let at = stampLength;
  const header = (type: number, length: number) => {
    view.setUint8(at, tlvFlags.unrecognised);
    view.setUint8(at + 1, type);
    view.setUint16(at + 2, length);
    at += headerBytes;
  };
  if (bytes.length - at >= headerBytes + directMeasurementBytes) {
    header(tlvTypes.directMeasurement, directMeasurementBytes);
    view.setUint32(at, sentPackets);
    at += directMeasurementBytes;
  }
  if (bytes.length - at >= headerBytes) header(tlvTypes.extraPadding, bytes.length - at - headerBytes);
}

/**
 * Answers the extensions in a reply that already is as long as the probe: copies each with its flags set as clause 4
 * wants it, and fills in what this reflector knows.
 * @param received packets of the session so far, this one included
 * @param sent replies of the session so far, this one included
 */
export function answerTlvs(reply: Uint8Array, probe: Uint8Array, received: number, sent: number): void {
  reply.set(probe.subarray(stampLength, reply.length), stampLength);
  const view = viewOf(reply);
  for (const { type, offset, malformed } of readTlvs(probe)) {
    const flagsAt = offset - headerBytes;
    if (malformed) {
      view.setUint8(flagsAt, tlvFlags.malformed);
      continue;
    }
    const known = (Object.values(tlvTypes) as readonly number[]).includes(type);
    view.setUint8(flagsAt, known ? 0 : tlvFlags.unrecognised);
    if (type === tlvTypes.directMeasurement) {
      view.setUint32(offset + 4, received);
      view.setUint32(offset + 8, sent);
    }
    if (type === tlvTypes.timestampInformation) reply.set(ownStamping, offset);
  }
}

/** Packets that the reflector says to have received, from a reply that it really answered. */
export function countedByReflector(reply: Uint8Array): number | undefined {
  const tlv = readTlvs(reply).find(({ type }) => type === tlvTypes.directMeasurement);
  if (tlv === undefined || tlv.malformed || tlv.flags !== 0) return undefined;
  return viewOf(reply).getUint32(tlv.offset + 4);
}
