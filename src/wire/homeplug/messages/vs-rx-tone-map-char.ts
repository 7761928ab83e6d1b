import { defineMme } from '../define-mme.js';
import { bytes, mac, reserved, u8, u16 } from '../mme-field.js';

const request = { SubVersion: u8(), Reserved: reserved(3), PeerMac: mac(), Slot: u8(), Coupling: u8() };

/** Qualcomm: the tone map with which the modem receives from a peer, one slot of the mains cycle. */
export const rxToneMapReq = defineMme('VS_RX_TONE_MAP_CHAR.REQ', 0xa090, request);

/** Bytes that `Length` counts before the carriers, by Qualcomm's tools. */
export const rxToneMapHeaderBytes = 22;

/** `Carriers`: four bits a carrier, low nibble first; see `tone-map.ts`. */
export const rxToneMapCnf = defineMme('VS_RX_TONE_MAP_CHAR.CNF', 0xa090, {
  Status: u8(),
  Reserved: reserved(1),
  Length: u16(),
  SubVersion: u8(),
  Reserved2: reserved(1),
  PeerMac: mac(),
  Slot: u8(),
  Coupling: u8(),
  SlotCount: u8(),
  Reserved3: reserved(1),
  CarrierCount: u16(),
  Reserved4: reserved(4),
  GuardInterval: u8(),
  Reserved5: reserved(1),
  Gain: u8(),
  Reserved6: reserved(1),
  Carriers: bytes('Length', rxToneMapHeaderBytes),
});
