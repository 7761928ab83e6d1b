import { defineMme } from '../define-mme.js';
import { attenuation, u8 } from '../mme-field.js';
import { attenuationFields } from './slac-fields.js';

/** ISO 15118-3:2015, A.9.2: the attenuation of each carrier group, averaged over the sounds that arrived. */
export const attenCharInd = defineMme('CM_ATTEN_CHAR.IND', 0x606c, {
  ...attenuationFields,
  NumSounds: u8(),
  Attenuation: attenuation(1),
});

/** ISO 15118-3:2015, A.9.2: the vehicle has it; `Result` is 0x00. */
export const attenCharRsp = defineMme('CM_ATTEN_CHAR.RSP', 0x606c, { ...attenuationFields, Result: u8() });
