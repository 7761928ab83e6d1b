import type { CertificateFacts } from './certificate-facts.js';
import { type CertificateRole, clientAuth, documentSigning, serverAuth } from './certificate-profile.js';

/** The role that a certificate seems to have, by domain component, CA flag and usage; undefined: it cannot be told. */
export function guessRole(facts: CertificateFacts): CertificateRole | undefined {
  const domain = facts.domainComponents;
  if (!facts.ca) {
    if (domain.includes('CPO')) return 'secc';
    if (domain.includes('OEM')) return 'vehicle';
    if (facts.extendedKeyUsage?.includes(documentSigning)) return 'report-signing';
    if (domain.length > 0) return undefined;
    if (facts.extendedKeyUsage?.includes(serverAuth)) return 'utility-server';
    return facts.extendedKeyUsage?.includes(clientAuth) ? 'utility-device' : undefined;
  }
  if (domain.includes('V2G')) return authority(facts, 'v2g-root', 'cpo-sub-ca1', 'cpo-sub-ca2');
  if (domain.includes('OEM')) return authority(facts, 'oem-root', 'oem-sub-ca1', 'oem-sub-ca2');
  return undefined;
}

function authority<R extends CertificateRole>(facts: CertificateFacts, root: R, first: R, second: R): R {
  if (facts.selfIssued) return root;
  return facts.pathLength === 0 ? second : first;
}
