/** What a certificate of a role must look like. */
export interface CertificateProfile {
  readonly role: CertificateRole;
  /** In plain words, for `pki show`. */
  readonly title: string;
  readonly source: string;
  readonly ca: boolean;
  /** Number of CAs that may stand below; undefined: any. */
  readonly pathLength?: number;
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly string[];
  /** Domain component that tells the roles of ISO 15118 apart. */
  readonly domainComponent?: string;
  /** How long the lab PKI makes it valid, days; undefined: no end (RFC 5280, 4.1.2.5: 99991231235959Z). */
  readonly validDays?: number;
  /** The longest that the standard allows, days. */
  readonly maxDays?: number;
}

export type CertificateRole =
  | 'v2g-root'
  | 'cpo-sub-ca1'
  | 'cpo-sub-ca2'
  | 'secc'
  | 'oem-root'
  | 'oem-sub-ca1'
  | 'oem-sub-ca2'
  | 'vehicle'
  | 'utility-root'
  | 'utility-server'
  | 'utility-device'
  | 'report-root'
  | 'report-signing';

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyAgreement' | 'keyCertSign' | 'cRLSign';

export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const clientAuth = '1.3.6.1.5.5.7.3.2';
/** RFC 9336. */
export const documentSigning = '1.3.6.1.5.5.7.3.36';

const annexF = 'ISO 15118-2:2014, annex F';
const years = 365;

const authority = { ca: true, keyUsage: ['keyCertSign', 'cRLSign'], extendedKeyUsage: [] } as const;
const leaf = { ca: false, keyUsage: ['digitalSignature', 'keyAgreement'], extendedKeyUsage: [] } as const;

/** Roles of a V2G site's certificates, by name. */
export const certificateProfiles: Readonly<Record<CertificateRole, CertificateProfile>> = {
  'v2g-root': {
    role: 'v2g-root',
    title: 'V2G root CA: what a vehicle trusts',
    source: `${annexF}, table F.1`,
    ...authority,
    domainComponent: 'V2G',
    validDays: 40 * years,
    maxDays: 40 * years + 10,
  },
  'cpo-sub-ca1': {
    role: 'cpo-sub-ca1',
    title: 'first subordinate CA of the charge point operator',
    source: `${annexF}, table F.2`,
    ...authority,
    pathLength: 1,
    domainComponent: 'V2G',
    validDays: 4 * years,
  },
  'cpo-sub-ca2': {
    role: 'cpo-sub-ca2',
    title: 'second subordinate CA of the charge point operator',
    source: `${annexF}, table F.2`,
    ...authority,
    pathLength: 0,
    domainComponent: 'V2G',
    validDays: 2 * years,
  },
  secc: {
    role: 'secc',
    title: 'SECC: the charging station in TLS',
    source: `${annexF}, table F.3`,
    ...leaf,
    extendedKeyUsage: [serverAuth],
    domainComponent: 'CPO',
    validDays: 90,
    maxDays: 93,
  },
  'oem-root': {
    role: 'oem-root',
    title: 'root CA of the vehicle maker',
    source: `${annexF}, table F.4`,
    ...authority,
    domainComponent: 'OEM',
    validDays: 40 * years,
  },
  'oem-sub-ca1': {
    role: 'oem-sub-ca1',
    title: 'first subordinate CA of the vehicle maker',
    source: `${annexF}, table F.4`,
    ...authority,
    pathLength: 1,
    domainComponent: 'OEM',
    validDays: 10 * years,
  },
  'oem-sub-ca2': {
    role: 'oem-sub-ca2',
    title: 'second subordinate CA of the vehicle maker',
    source: `${annexF}, table F.4`,
    ...authority,
    pathLength: 0,
    domainComponent: 'OEM',
    validDays: 10 * years,
  },
  vehicle: {
    role: 'vehicle',
    title: 'vehicle: the EVCC in mutual TLS',
    source: 'ISO 15118-20:2022, annex B (vehicle certificate)',
    ...leaf,
    extendedKeyUsage: [clientAuth],
    domainComponent: 'OEM',
    validDays: 4 * years,
  },
  'utility-root': {
    role: 'utility-root',
    title: 'root of the smart energy PKI',
    source: 'IEEE 2030.5-2018, 6.11',
    ...authority,
  },
  'utility-server': {
    role: 'utility-server',
    title: 'utility server of IEEE 2030.5',
    source: 'IEEE 2030.5-2018, 6.11.8',
    ...leaf,
    extendedKeyUsage: [serverAuth],
  },
  'utility-device': {
    role: 'utility-device',
    title: 'the gateway as a device of IEEE 2030.5',
    source: 'IEEE 2030.5-2018, 6.11.8',
    ...leaf,
    extendedKeyUsage: [clientAuth],
  },
  'report-root': {
    role: 'report-root',
    title: 'root for report signatures (demonstration)',
    source: 'RFC 5280',
    ...authority,
    validDays: 10 * years,
  },
  'report-signing': {
    role: 'report-signing',
    title: 'signs commissioning reports (demonstration)',
    source: 'ETSI EN 319 412-2; RFC 9336',
    ca: false,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsage: [documentSigning],
    validDays: 2 * years,
  },
};
