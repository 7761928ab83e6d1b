import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { encodeMmeFrame, localModemAddress } from '../../src/wire/homeplug/encode-mme.js';
import { setKeyReq } from '../../src/wire/homeplug/messages/cm-set-key.js';
import type { slacMatchCnf } from '../../src/wire/homeplug/messages/cm-slac-match.js';

/** CM_SET_KEY.REQ of a host to its own modem, with the network of a match. @param source address of the host */
export function setKeyFrame(source: string, { Nid, Nmk }: Pick<MmeOf<typeof slacMatchCnf>, 'Nid' | 'Nmk'>): Uint8Array {
  return encodeMmeFrame({ destination: localModemAddress, source }, setKeyReq, {
    KeyType: 1,
    MyNonce: 'AAAAAAAA',
    YourNonce: '00000000',
    Pid: 4,
    Prn: 0,
    Pmn: 0,
    CcoCapability: 0,
    Nid,
    NewEks: 1,
    NewKey: Nmk,
  });
}
