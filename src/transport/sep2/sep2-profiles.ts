import { ieee2030Part5, type TlsProfile } from '../tls-profiles.js';

/** Names of the TLS profiles of IEEE 2030.5 as configuration files write them. */
export type Sep2ProfileName = 'sep2-tls12-ccm8' | 'sep2-tls13';

/** IEEE 2030.5-2018, 6.7: TLS 1.2, mutual, ECDHE-ECDSA-AES128-CCM8 on P-256. */
const tls12: TlsProfile = { ...ieee2030Part5, name: 'sep2-tls12-ccm8' };

/** TLS 1.3 with the same P-256 certificates: asked for by the network's deployment manual, unknown to IEEE 2030.5-2018. */
const tls13: TlsProfile = {
  name: 'sep2-tls13',
  source: 'deployment manual of the network; certificates as in IEEE 2030.5-2018, 6.11',
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  // TLS_AES_128_CCM_8_SHA256 is the sibling of the TLS 1.2 suite; RFC 8446, 9.1 makes AES-128-GCM mandatory.
  ciphers: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  groups: ['prime256v1'],
  signatures: ['ECDSA+SHA256'],
  mutual: true,
  ocspStapling: false,
};

/** Both profiles by name. */
export const sep2Profiles: Readonly<Record<Sep2ProfileName, TlsProfile>> = {
  'sep2-tls12-ccm8': tls12,
  'sep2-tls13': tls13,
};

/** One profile that takes both, for a server that serves old and new devices on one port. */
export function mergeProfiles(names: readonly Sep2ProfileName[]): TlsProfile {
  const [first = 'sep2-tls12-ccm8', second] = names;
  if (second === undefined || second === first) return sep2Profiles[first];
  return {
    ...tls12,
    name: 'sep2-tls12-ccm8 or sep2-tls13',
    source: `${tls12.source}; ${tls13.source}`,
    maxVersion: 'TLSv1.3',
    ciphers: [...tls12.ciphers, ...tls13.ciphers],
  };
}
