import type { CertificateFacts } from './certificate-facts.js';
import { type CertificateRole, clientAuth, documentSigning, ocspSigning, serverAuth } from './certificate-profile.js';
import { oids } from './oids.js';

/** The role that a certificate seems to have, by domain component, CA flag and usage; undefined: it cannot be told. */
export function guessRole(facts: CertificateFacts): CertificateRole | undefined {
  const domain = facts.domainComponents;
  const purposes = facts.extendedKeyUsage ?? [];
  if (!facts.ca) {
    if (domain.includes('CPO')) return 'secc';
    if (domain.includes('CPS')) return 'cps';
    if (domain.includes('MO')) return 'contract';
    // Both are the vehicle maker's; the one for TLS says so.
    if (domain.includes('OEM')) return purposes.includes(clientAuth) ? 'vehicle' : 'oem-provisioning';
    if (purposes.includes(ocspSigning)) return 'ocsp-responder';
    if (purposes.includes(documentSigning)) return 'report-signing';
    if (domain.length > 0) return undefined;
    if (facts.policies.includes(oids.sep2ServiceProvider)) return 'utility-aggregator';
    if (facts.hardware !== undefined) return 'utility-device';
    if (purposes.includes(serverAuth)) return 'utility-server';
    return purposes.includes(clientAuth) ? 'utility-device' : undefined;
  }
  if (domain.includes('V2G')) return authority(facts, 'v2g-root', 'cpo-sub-ca1', 'cpo-sub-ca2');
  if (domain.includes('OEM')) return authority(facts, 'oem-root', 'oem-sub-ca1', 'oem-sub-ca2');
  if (domain.includes('MO')) return authority(facts, 'mo-root', 'mo-sub-ca1', 'mo-sub-ca2');
  if (facts.policies.includes(oids.anyPolicy) && domain.length === 0) {
    return authority(facts, 'utility-root', 'utility-mca', 'utility-mica');
  }
  if (!domain.includes('CPS')) return undefined;
  return facts.pathLength === 0 ? 'cps-sub-ca2' : 'cps-sub-ca1';
}

function authority<R extends CertificateRole>(facts: CertificateFacts, root: R, first: R, second: R): R {
  // A root that another root has certified keeps its freedom of path length.
  if (facts.selfIssued || (facts.pathLength === undefined && root !== 'v2g-root')) return root;
  return facts.pathLength === 0 ? second : first;
}
