import { decodeSender, encodeSender, stampLength } from '../loss/stamp-packet.js';
import { ownError } from '../loss/stamp-port.js';

/** Type for private use (RFC 8972 clause 5.1), so that a STAMP reflector takes an announcement for a test packet. */
const privateTlv = 252;
const tlvHeader = 4;

/** What a simulated vehicle tells: a STAMP test packet with the state of charge in an extension for private use. */
export interface Announcement {
  /** 1..2000; the session identifier. */
  readonly vehicle: number;
  /** Number of the announcement of this vehicle over all levels; the sequence number. */
  readonly sequence: number;
  /** % of the battery, 0..100, resolution 0.1. */
  readonly stateOfCharge: number;
}

/** @param wallNs wall clock, ns since 1970 @param bytes length of the payload, 52 or more */
export function encodeAnnouncement({ vehicle, sequence, stateOfCharge }: Announcement, wallNs: bigint, bytes: number) {
  const packet = encodeSender({ sequence, timestamp: wallNs, error: ownError, ssid: vehicle }, bytes);
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  view.setUint8(stampLength, 0x80);
  view.setUint8(stampLength + 1, privateTlv);
  view.setUint16(stampLength + 2, bytes - stampLength - tlvHeader);
  view.setUint16(stampLength + tlvHeader, vehicle);
  view.setUint16(stampLength + tlvHeader + 2, Math.round(10 * stateOfCharge));
  return packet;
}

/** `undefined` for any other packet. */
export function decodeAnnouncement(bytes: Uint8Array): Announcement | undefined {
  const packet = decodeSender(bytes);
  if (packet === undefined || bytes.length < stampLength + tlvHeader + 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vehicle = view.getUint16(stampLength + tlvHeader);
  if (view.getUint8(stampLength + 1) !== privateTlv || vehicle !== packet.ssid) return undefined;
  return { vehicle, sequence: packet.sequence, stateOfCharge: view.getUint16(stampLength + tlvHeader + 2) / 10 };
}

/** One number for an announcement, unique over a measurement. */
export function announcementKey({ vehicle, sequence }: Pick<Announcement, 'vehicle' | 'sequence'>): number {
  return vehicle * 0x1_0000_0000 + sequence;
}
