import { createHash } from 'node:crypto';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import type { CertificateRole } from '../../src/pki/certificate-profile.js';
import { checkChain } from '../../src/pki/check-chain.js';
import type { CertificateFacts } from '../../src/record/event-facts.js';
import type { SessionChain } from '../../src/record/events.js';

export type LabRoot = 'v2g-root' | 'mo-root' | 'oem-root';

/** What the certificates of a chain's owner are for, and the roots that they may lead to: their own, or the V2G root. */
const owners: Readonly<Record<string, { readonly role: CertificateRole; readonly roots: readonly LabRoot[] }>> = {
  SECC: { role: 'secc', roots: ['v2g-root'] },
  vehicle: { role: 'vehicle', roots: ['oem-root', 'v2g-root'] },
  contract: { role: 'contract', roots: ['mo-root', 'v2g-root'] },
  'OEM provisioning': { role: 'oem-provisioning', roots: ['oem-root', 'v2g-root'] },
  CPS: { role: 'cps', roots: ['v2g-root'] },
};

export interface ShownChain {
  /** `SECC`, `vehicle`, `contract`, `OEM provisioning`, `CPS`. */
  readonly owner: string;
  readonly shownIn: string;
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * A chain with its certificates in words, and whether it leads to a root of the lab.
 * @param rootOf a root, DER; undefined where the lab has none, so that nothing can be said
 */
export function sessionChain(
  { owner, shownIn, certificates: shown }: ShownChain,
  rootOf: (name: LabRoot) => Uint8Array | undefined,
  at: Date,
): SessionChain {
  const standing = owners[owner];
  const roots = (standing?.roots ?? []).map(rootOf).filter((der) => der !== undefined);
  const certificates = withoutRoot(shown, roots);
  const words = certificates.map((der, index) => certificateFacts(der, index === 0 ? owner : `issuer ${index}`));
  if (roots.length === 0) {
    const detail = 'not checked: there is no root to check it with';
    return { owner, shownIn, verdict: 'inconc', detail, certificates: words };
  }
  const findings = checkChain(certificates, { roots, at, ...(standing === undefined ? {} : { role: standing.role }) });
  const broken = findings.filter(({ severity }) => severity === 'fault');
  // A CertificateInstallationReq of -2 carries the certificate alone: the CAs above it are not on the wire.
  if (certificates.length === 1 && broken.length > 0 && broken.every(({ rule }) => rule === 'root-not-trusted')) {
    const detail = `shown without the CAs above it, which start with ${words[0]?.issuer ?? 'its issuer'}`;
    return { owner, shownIn, verdict: 'inconc', detail, certificates: words };
  }
  const faults = broken.map(({ who, rule, text }) => `${who}: ${text} (${rule})`);
  const notes = findings.filter(({ severity }) => severity === 'note').map(({ who, text }) => `${who}: ${text}`);
  return {
    owner,
    shownIn,
    verdict: faults.length === 0 ? 'pass' : 'fail',
    detail: [...(faults.length === 0 ? [`leads to ${words.at(-1)?.issuer ?? 'a root'}`] : faults), ...notes].join('; '),
    certificates: words,
  };
}

/** Node puts the root that it trusted at the end of what a TLS peer has sent: nobody has shown that one. */
function withoutRoot(chain: readonly Uint8Array[], roots: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = chain.at(-1);
  const added = chain.length > 1 && roots.some((root) => last !== undefined && Buffer.compare(root, last) === 0);
  return added ? chain.slice(0, -1) : chain;
}

function certificateFacts(der: Uint8Array, use: string): CertificateFacts {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const facts = readCertificate(der);
  if (facts.kind !== 'certificate') return { use, subject: 'not readable', fingerprint, notAfter: 'not known' };
  const { subject, issuer, notAfter } = facts;
  return { use, subject, issuer, fingerprint, notAfter: notAfter?.toISOString() ?? 'no end' };
}
