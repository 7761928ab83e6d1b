import { defineMme } from '../define-mme.js';
import { hex, u8, u16 } from '../mme-field.js';

const nonces = {
  MyNonce: hex(4),
  YourNonce: hex(4),
  Pid: u8(),
  Prn: u16(),
  Pmn: u8(),
  CcoCapability: u8(),
};

/** HomePlug AV 1.1, 11.5.4: gives the local modem the keys of a network. `KeyType` 1 is the NMK. */
export const setKeyReq = defineMme('CM_SET_KEY.REQ', 0x6008, {
  KeyType: u8(),
  ...nonces,
  Nid: hex(7),
  NewEks: u8(),
  NewKey: hex(16),
});

/** HomePlug AV 1.1, 11.5.5. QCA7000 modems and the reference recordings answer `Result` 1 on success. */
export const setKeyCnf = defineMme('CM_SET_KEY.CNF', 0x6008, { Result: u8(), ...nonces });
