import { defineMme } from '../define-mme.js';
import { bytes, mac, reserved, u8, u16 } from '../mme-field.js';

/** Qualcomm: the tone map with which the modem sends to a peer. */
export const toneMapReq = defineMme('VS_TONE_MAP_CHAR.REQ', 0xa070, {
  SubVersion: u8(),
  Reserved: reserved(3),
  PeerMac: mac(),
  Slot: u8(),
  Coupling: u8(),
});

/** Bytes that `Length` counts before the carriers, by Qualcomm's tools. */
export const toneMapHeaderBytes = 24;

export const toneMapCnf = defineMme('VS_TONE_MAP_CHAR.CNF', 0xa070, {
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
  Reserved4: reserved(2),
  TotalCarriers: u16(),
  Reserved5: reserved(6),
  Carriers: bytes('Length', toneMapHeaderBytes),
});
