/** Object identifiers of X.509 and OCSP by name. */
export const oids = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  state: '2.5.4.8',
  organizationalUnit: '2.5.4.11',
  serialNumber: '2.5.4.5',
  domainComponent: '0.9.2342.19200300.100.1.25',
  email: '1.2.840.113549.1.9.1',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  anyPolicy: '2.5.29.32.0',
  /** RFC 4108, 5: the name of a piece of hardware. */
  hardwareModuleName: '1.3.6.1.5.5.7.8.4',
  // IEEE 2030.5-2018, 6.11.7.2: kinds of devices.
  sep2Device: '1.3.6.1.4.1.40732.1.1',
  sep2MobileDevice: '1.3.6.1.4.1.40732.1.2',
  sep2PostManufacture: '1.3.6.1.4.1.40732.1.3',
  // IEEE 2030.5-2018, 6.11.7.3: under which policy a certificate was issued.
  sep2Test: '1.3.6.1.4.1.40732.2.1',
  sep2SelfSigned: '1.3.6.1.4.1.40732.2.2',
  sep2ServiceProvider: '1.3.6.1.4.1.40732.2.3',
  sep2Bulk: '1.3.6.1.4.1.40732.2.4',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  ecdsaSha384: '1.2.840.10045.4.3.3',
  ecdsaSha512: '1.2.840.10045.4.3.4',
  ed448: '1.3.101.113',
} as const;

/** Certificate policies of IEEE 2030.5 in words. */
export const policyNames: Readonly<Record<string, string>> = {
  [oids.anyPolicy]: 'any policy',
  [oids.sep2Device]: 'device of IEEE 2030.5',
  [oids.sep2MobileDevice]: 'mobile device of IEEE 2030.5',
  [oids.sep2PostManufacture]: 'device of IEEE 2030.5, certified after manufacture',
  [oids.sep2Test]: 'test certificate of IEEE 2030.5',
  [oids.sep2SelfSigned]: 'self-signed certificate of IEEE 2030.5',
  [oids.sep2ServiceProvider]: 'service provider of IEEE 2030.5',
  [oids.sep2Bulk]: 'certificate of IEEE 2030.5 issued in bulk',
};

/** Signature algorithms in words. */
export const signatureNames: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.1': 'ECDSA with SHA-1',
  '1.2.840.10045.4.3.1': 'ECDSA with SHA-224',
  [oids.ecdsaSha256]: 'ECDSA with SHA-256',
  [oids.ecdsaSha384]: 'ECDSA with SHA-384',
  [oids.ecdsaSha512]: 'ECDSA with SHA-512',
  [oids.ed448]: 'Ed448',
  '1.3.101.112': 'Ed25519',
  '1.2.840.113549.1.1.4': 'RSASSA-PKCS1-v1_5 with MD5',
  '1.2.840.113549.1.1.5': 'RSASSA-PKCS1-v1_5 with SHA-1',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'RSASSA-PKCS1-v1_5 with SHA-256',
  '1.2.840.113549.1.1.12': 'RSASSA-PKCS1-v1_5 with SHA-384',
  '1.2.840.113549.1.1.13': 'RSASSA-PKCS1-v1_5 with SHA-512',
};
