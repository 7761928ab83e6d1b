/** What a TLS handshake of one standard may offer. */
export interface TlsProfile {
  readonly name: string;
  /** Standard and clause that the profile comes from. */
  readonly source: string;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
  /** Suites in the order of preference, in OpenSSL's names (TLS 1.2) or IANA's (TLS 1.3). */
  readonly ciphers: readonly string[];
  /** Named groups in the order of preference. */
  readonly groups: readonly string[];
  /** Signature algorithms in the order of preference, in OpenSSL's names. */
  readonly signatures: readonly string[];
  /** Whether the client must authenticate too. */
  readonly mutual: boolean;
  readonly ocspStapling: boolean;
}

/**
 * ISO 15118-2:2014, 7.7.3 (V2G2-602, V2G2-067): TLS 1.2, the server authenticates, ECDHE on secp256r1. The second suite of
 * the standard, static ECDH, does not exist in OpenSSL; docs/pki.md says how a lab covers it.
 */
export const iso15118Part2: TlsProfile = {
  name: 'iso15118-2',
  source: 'ISO 15118-2:2014, 7.7.3',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: ['ECDHE-ECDSA-AES128-SHA256'],
  groups: ['prime256v1'],
  signatures: ['ECDSA+SHA256'],
  mutual: false,
  ocspStapling: true,
};

/** ISO 15118-20:2022, 7.7.3: TLS 1.3 only, both sides authenticate, secp521r1 and x448, ECDSA P-521 and Ed448. */
export const iso15118Part20: TlsProfile = {
  name: 'iso15118-20',
  source: 'ISO 15118-20:2022, 7.7.3',
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  ciphers: ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  groups: ['secp521r1', 'X448'],
  signatures: ['ecdsa_secp521r1_sha512', 'ed448'],
  mutual: true,
  ocspStapling: true,
};

/**
 * ISO 15118-20's handshake with the P-256 certificates and groups that most test PKIs in the field still use. Not what
 * the standard asks for: whoever uses it must say so in the report.
 */
export const iso15118Part20P256: TlsProfile = {
  ...iso15118Part20,
  name: 'iso15118-20-p256',
  source: 'ISO 15118-20:2022, 7.7.3, with P-256 as test PKIs in the field use it (deviation)',
  groups: ['secp521r1', 'X448', 'prime256v1'],
  signatures: ['ecdsa_secp521r1_sha512', 'ed448', 'ecdsa_secp256r1_sha256'],
};

/** IEEE 2030.5-2018, 6.7: TLS 1.2, mutual, ECDHE-ECDSA-AES128-CCM8 on P-256. */
export const ieee2030Part5: TlsProfile = {
  name: 'ieee2030.5',
  source: 'IEEE 2030.5-2018, 6.7',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: ['ECDHE-ECDSA-AES128-CCM8'],
  groups: ['prime256v1'],
  signatures: ['ECDSA+SHA256'],
  mutual: true,
  ocspStapling: false,
};

/** Every profile by name, for configuration files and command lines. */
export const tlsProfiles: Readonly<Record<string, TlsProfile>> = Object.fromEntries(
  [iso15118Part2, iso15118Part20, iso15118Part20P256, ieee2030Part5].map((profile) => [profile.name, profile]),
);
