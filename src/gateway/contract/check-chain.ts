import { readCertificate } from '../../pki/certificate-facts.js';
import type { CertificateRole } from '../../pki/certificate-profile.js';
import { type ChainFinding, checkChain } from '../../pki/check-chain.js';
import type { Faults } from '../faults/faults.js';
import { seesChainFault, toldChainFault, usesWhatItCouldNotRead } from '../faults/faulty-chain.js';

/**
 * What is wrong with a chain that a vehicle shows, in the order in which it is looked for. `chain`: it does not hang together
 * or ends at no root that is trusted. `ca-expired`: a certificate above the leaf. `content`: the leaf is not made for its role.
 */
export type ChainFault = 'chain' | 'not-yet-valid' | 'expired' | 'revoked' | 'ca-expired' | 'content';

export interface ChainVerdict {
  readonly fault: ChainFault | undefined;
  /** In words, for the log; empty where nothing is wrong. */
  readonly why: string;
  /** The leaf ends in less than two weeks. */
  readonly expiresSoon: boolean;
  /** Common name of the leaf; empty for bytes that are no certificate. */
  readonly commonName: string;
}

export interface ShownChain {
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly role: CertificateRole;
  readonly roots: readonly Uint8Array[];
  readonly ocsp: readonly Uint8Array[];
  /** Wall clock, s since 1970. */
  readonly wallS: number;
  readonly faults?: Faults | undefined;
}

const ranks: Readonly<Record<ChainFault, number>> = {
  chain: 0,
  'not-yet-valid': 1,
  expired: 2,
  revoked: 3,
  'ca-expired': 4,
  content: 5,
};
const contentRules = new Set(['domain-component', 'ca-flag', 'key-usage', 'key-type', 'weak-hash', 'unknown-critical']);

/** Checks a contract or provisioning chain. Never throws: it came from the wire. */
export function checkShownChain({ chain, role, roots, ocsp, wallS, faults: seeded }: ShownChain): ChainVerdict {
  const findings = checkChain(chain, { roots, at: new Date(wallS * 1000), role, ocsp });
  const faults = findings
    .filter(({ severity }) => severity === 'fault')
    .map((finding) => ({ fault: faultOf(finding), text: `${finding.who} ${finding.text}` }))
    .filter(({ fault }) => seesChainFault(seeded, fault))
    .sort((a, b) => ranks[a.fault] - ranks[b.fault]);
  const leaf = chain[0] === undefined ? undefined : readCertificate(chain[0]);
  usesWhatItCouldNotRead(seeded, leaf?.kind === 'certificate');
  return {
    fault: toldChainFault(seeded, faults[0]?.fault),
    why: faults.map(({ text }) => text).join('; '),
    expiresSoon: findings.some(({ rule, index }) => rule === 'expires-soon' && index === 0),
    commonName: leaf?.kind === 'certificate' ? leaf.commonName : '',
  };
}

function faultOf({ rule, index }: ChainFinding): ChainFault {
  if (rule === 'not-yet-valid' && index === 0) return 'not-yet-valid';
  if (rule === 'expired') return index === 0 ? 'expired' : 'ca-expired';
  // A status that cannot be believed is none: the certificate counts as revoked, as one of an unknown state does.
  if (rule === 'revoked' || rule.includes('ocsp')) return 'revoked';
  if (index === 0 && contentRules.has(rule)) return 'content';
  return 'chain';
}

/** The chain of a leaf that came alone, built from the CAs at hand: as far up as they lead. */
export function completeChain(leaf: Uint8Array, authorities: readonly Uint8Array[]): readonly Uint8Array[] {
  const chain = [leaf];
  for (let left = [...authorities]; left.length > 0; ) {
    const last = readCertificate(chain.at(-1)!);
    const issuer = left.find((candidate) => {
      const facts = readCertificate(candidate);
      return last.kind === 'certificate' && facts.kind === 'certificate' && facts.subject === last.issuer;
    });
    if (issuer === undefined) break;
    chain.push(issuer);
    left = left.filter((candidate) => candidate !== issuer);
  }
  return chain;
}
