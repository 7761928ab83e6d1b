import { defineMme } from '../define-mme.js';
import { levels, u8, u16 } from '../mme-field.js';

/**
 * ISO 15118-3:2015, A.9.5 (HomePlug AV 1.1, 11.5.9): how strong each carrier may be sent. `CarrierCount` values (58 groups or
 * 917 carriers) of four bits, low nibble first, in steps of -2 dB; they come as `Levels`, in hexadecimal.
 */
export const ampMapReq = defineMme('CM_AMP_MAP.REQ', 0x601c, { CarrierCount: u16(), Levels: levels() });

/** `Result` 0 is success. */
export const ampMapCnf = defineMme('CM_AMP_MAP.CNF', 0x601c, { Result: u8() });
