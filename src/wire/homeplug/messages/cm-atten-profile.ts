import { defineMme } from '../define-mme.js';
import { attenuation, mac } from '../mme-field.js';

/** HomePlug Green PHY 1.1, 11.5: what the charger's modem heard of one sound; it goes to its own host only. */
export const attenProfileInd = defineMme('CM_ATTEN_PROFILE.IND', 0x6084, {
  PevMac: mac(),
  Attenuation: attenuation(2),
});
