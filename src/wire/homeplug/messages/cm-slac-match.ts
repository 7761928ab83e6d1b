import { defineMme } from '../define-mme.js';
import { hex, reserved } from '../mme-field.js';
import { matchFields } from './slac-fields.js';

/** ISO 15118-3:2015, A.9.4: the vehicle has chosen this charger. `MVFLength` is 0x3E. */
export const slacMatchReq = defineMme('CM_SLAC_MATCH.REQ', 0x607c, matchFields);

/** ISO 15118-3:2015, A.9.4: the keys of the charger's network. `MVFLength` is 0x56. */
export const slacMatchCnf = defineMme('CM_SLAC_MATCH.CNF', 0x607c, {
  ...matchFields,
  Nid: hex(7),
  Reserved2: reserved(1),
  Nmk: hex(16),
});
