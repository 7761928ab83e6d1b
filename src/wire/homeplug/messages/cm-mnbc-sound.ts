import { defineMme } from '../define-mme.js';
import { rest, text, u8 } from '../mme-field.js';
import { runId, slacTypes } from './slac-fields.js';

/**
 * ISO 15118-3:2015, A.9.2: one sound; `Count` is how many are still to come. After the RunID the standard has 8 reserved
 * and 16 random bytes; Debian's `pev` sends 17. They come as `Rest`.
 */
export const mnbcSoundInd = defineMme('CM_MNBC_SOUND.IND', 0x6074, {
  ...slacTypes,
  SenderId: text(17),
  Count: u8(),
  ...runId,
  Rest: rest(),
});
