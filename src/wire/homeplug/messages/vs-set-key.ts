import { defineMme } from '../define-mme.js';
import { hex, mac, u8 } from '../mme-field.js';

/** Qualcomm: gives the local modem a network membership key (`plctool -M -K`). */
export const vsSetKeyReq = defineMme(
  'VS_SET_KEY.REQ',
  0xa050,
  { Eks: u8(), Nmk: hex(16), PayloadEks: u8(), RemoteMac: mac(), Dak: hex(16) },
  0,
);

export const vsSetKeyCnf = defineMme('VS_SET_KEY.CNF', 0xa050, { Status: u8() }, 0);
