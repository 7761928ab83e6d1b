import type { CertificateProfile } from '../certificate-profile.js';
import { clientAuth, documentSigning, emailProtection, serverAuth } from '../key-purposes.js';
import { authority, leaf, years } from './common.js';

/** Certificates of IEEE 2030.5, and those that sign reports. */
export const utilityProfiles = {
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
    extendedKeyUsage: [documentSigning, emailProtection],
    validDays: 2 * years,
  },
} as const satisfies Readonly<Record<string, CertificateProfile>>;
