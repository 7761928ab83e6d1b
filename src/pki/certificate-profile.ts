export { clientAuth, documentSigning, emailProtection, ocspSigning, serverAuth } from './key-purposes.js';

import { utilityProfiles } from './profiles/utility-profiles.js';
import { v2gProfiles } from './profiles/v2g-profiles.js';

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
  /** Object identifiers of certificate policies; the extension is critical. */
  readonly policies?: readonly string[];
  /**
   * The subject is empty and a critical alternative name holds type (object identifier) and serial number of the hardware
   * (RFC 4108, 5).
   */
  readonly hardwareType?: string;
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
  | 'cps-sub-ca1'
  | 'cps-sub-ca2'
  | 'cps'
  | 'mo-root'
  | 'mo-sub-ca1'
  | 'mo-sub-ca2'
  | 'contract'
  | 'oem-root'
  | 'oem-sub-ca1'
  | 'oem-sub-ca2'
  | 'vehicle'
  | 'oem-provisioning'
  | 'ocsp-responder'
  | 'utility-root'
  | 'utility-mca'
  | 'utility-mica'
  | 'utility-server'
  | 'utility-aggregator'
  | 'utility-device'
  | 'report-root'
  | 'report-signing';

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyAgreement' | 'keyCertSign' | 'cRLSign';

/** Roles of a V2G site's certificates, by name. */
export const certificateProfiles: Readonly<Record<CertificateRole, CertificateProfile>> = {
  ...v2gProfiles,
  ...utilityProfiles,
};
