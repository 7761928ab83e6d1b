import { defineMme } from '../define-mme.js';
import { u8 } from '../mme-field.js';

/** `Result` of CM_VALIDATE (ISO 15118-3:2015, A.9.3). */
export const validateResult = { notReady: 0, ready: 1, success: 2, failure: 3, notRequired: 4 } as const;

/** ISO 15118-3:2015, A.9.3: step 1 has `Timer` 0, step 2 the length of the toggle sequence, (Timer + 1) x 100 ms. */
export const validateReq = defineMme('CM_VALIDATE.REQ', 0x6078, {
  SignalType: u8(),
  Timer: u8('x 100 ms'),
  Result: u8(),
});

/** ISO 15118-3:2015, A.9.3: step 2 tells how many B-C-B toggles the charger saw on its control pilot. */
export const validateCnf = defineMme('CM_VALIDATE.CNF', 0x6078, {
  SignalType: u8(),
  ToggleNum: u8(),
  Result: u8(),
});
