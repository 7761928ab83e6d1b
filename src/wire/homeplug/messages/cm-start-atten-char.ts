import { defineMme } from '../define-mme.js';
import { mac, u8 } from '../mme-field.js';
import { runId, slacTypes } from './slac-fields.js';

/** ISO 15118-3:2015, A.9.2: sounds follow. Sent C_EV_start_atten_char_inds = 3 times. */
export const startAttenCharInd = defineMme('CM_START_ATTEN_CHAR.IND', 0x6068, {
  ...slacTypes,
  NumSounds: u8(),
  TimeOut: u8('x 100 ms'),
  ResponseType: u8(),
  ForwardingSta: mac(),
  ...runId,
});
