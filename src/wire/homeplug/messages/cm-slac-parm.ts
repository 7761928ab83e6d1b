import { defineMme } from '../define-mme.js';
import { mac, rest, u8 } from '../mme-field.js';
import { runId, slacTypes } from './slac-fields.js';

/** ISO 15118-3:2015, A.9.1: the vehicle asks who is there. Some tools add a cipher suite set, which comes as `Rest`. */
export const slacParmReq = defineMme('CM_SLAC_PARM.REQ', 0x6064, { ...slacTypes, ...runId, Rest: rest() });

/** ISO 15118-3:2015, A.9.1: the charger says how it wants to be sounded. */
export const slacParmCnf = defineMme('CM_SLAC_PARM.CNF', 0x6064, {
  MSoundTarget: mac(),
  NumSounds: u8(),
  TimeOut: u8('x 100 ms'),
  ResponseType: u8(),
  ForwardingSta: mac(),
  ...slacTypes,
  ...runId,
  Rest: rest(),
});
