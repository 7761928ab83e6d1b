import type { CertificateProfile } from '../certificate-profile.js';
import { clientAuth, documentSigning, emailProtection, serverAuth } from '../key-purposes.js';
import { oids } from '../oids.js';
import { authority, leaf, years } from './common.js';

/** A type of hardware below the enterprise number that is reserved for examples (RFC 5612). */
const exampleHardware = '1.3.6.1.4.1.32473.1';

/** Certificates of IEEE 2030.5, and those that sign reports. */
export const utilityProfiles = {
  'utility-root': {
    role: 'utility-root',
    title: 'SERCA: root of the smart energy PKI',
    source: 'IEEE 2030.5-2018, 6.11.8.1',
    ...authority,
    policies: [oids.anyPolicy],
  },
  'utility-mca': {
    role: 'utility-mca',
    title: 'MCA: CA of a manufacturer, below the SERCA',
    source: 'IEEE 2030.5-2018, 6.11.8.2',
    ...authority,
    pathLength: 1,
    policies: [oids.anyPolicy],
  },
  'utility-mica': {
    role: 'utility-mica',
    title: 'MICA: issues the certificates of devices, below the MCA',
    source: 'IEEE 2030.5-2018, 6.11.8.2',
    ...authority,
    pathLength: 0,
    policies: [oids.anyPolicy],
  },
  'utility-server': {
    role: 'utility-server',
    title: 'utility server of IEEE 2030.5',
    source: 'IEEE 2030.5-2018, 6.11.8.3; extended key usage as TLS stacks ask for it',
    ...leaf,
    // It calls gateways with the same certificate when it notifies them.
    extendedKeyUsage: [serverAuth, clientAuth],
    policies: [oids.sep2Device],
  },
  'utility-aggregator': {
    role: 'utility-aggregator',
    title: 'aggregator: speaks for devices of IEEE 2030.5',
    source: 'IEEE 2030.5-2018, 6.11.7.3 (service provider); from memory: check against the standard',
    ...leaf,
    policies: [oids.sep2ServiceProvider],
  },
  'utility-device': {
    role: 'utility-device',
    title: 'the gateway as a device of IEEE 2030.5',
    source: 'IEEE 2030.5-2018, 6.11.8.3',
    // No extended key usage: a device is a client, and a server when it is notified.
    ...leaf,
    policies: [oids.sep2Device],
    hardwareType: exampleHardware,
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
