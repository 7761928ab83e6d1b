import { defineMme } from '../define-mme.js';
import { u8 } from '../mme-field.js';

/** Qualcomm: is there a link on the power line (`plctool -L`). */
export const linkStatusReq = defineMme('VS_PL_LNK_STATUS.REQ', 0xa0b8, {}, 0);

/** `LinkStatus` 1: another station of the network is there. */
export const linkStatusCnf = defineMme('VS_PL_LNK_STATUS.CNF', 0xa0b8, { Status: u8(), LinkStatus: u8() }, 0);
