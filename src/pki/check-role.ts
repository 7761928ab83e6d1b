import type { CertificateFacts } from './certificate-facts.js';
import { type CertificateRole, certificateProfiles } from './certificate-profile.js';
import { guessRole } from './certificate-role.js';
import type { ChainFinding } from './check-chain.js';

/** Keys that the V2G and energy standards know. */
const knownKeys = ['P-256', 'P-521', 'Ed448'];
const dayMs = 86_400_000;

/** Whether a leaf is made for its role. @param role undefined: guessed from the certificate, and then only what is certain is a fault */
export function checkRole(leaf: CertificateFacts, role: CertificateRole | undefined): ChainFinding[] {
  const found: ChainFinding[] = [];
  const add = (severity: ChainFinding['severity'], rule: string, text: string) =>
    found.push({ severity, index: 0, who: leaf.commonName, rule, text });
  if (!knownKeys.includes(leaf.publicKey)) {
    add('fault', 'key-type', `has a key of type ${leaf.publicKey}; the standards know ${knownKeys.join(', ')}`);
  }
  const profile = certificateProfiles[role ?? guessRole(leaf) ?? 'secc'];
  if (role === undefined && guessRole(leaf) === undefined) return found;
  const expected = `${profile.title}, ${profile.source}`;
  if (profile.domainComponent !== undefined && !leaf.domainComponents.includes(profile.domainComponent)) {
    const has = leaf.domainComponents.length === 0 ? 'none' : leaf.domainComponents.join(', ');
    add('fault', 'domain-component', `has domain component ${has}, not ${profile.domainComponent} (${expected})`);
  }
  if (leaf.ca !== profile.ca) add('fault', 'ca-flag', leaf.ca ? `is a CA (${expected})` : `is no CA (${expected})`);
  const wanted =
    leaf.publicKey === 'Ed448' ? profile.keyUsage.filter((usage) => usage !== 'keyAgreement') : profile.keyUsage;
  const missing = wanted.filter((usage) => leaf.keyUsage?.includes(usage) === false);
  if (missing.includes('digitalSignature') || (profile.ca && missing.includes('keyCertSign'))) {
    add('fault', 'key-usage', `may not do ${missing.join(', ')} (${expected})`);
  } else if (missing.length > 0) {
    add('note', 'key-usage', `has no ${missing.join(', ')} (${expected})`);
  }
  const days = leaf.notAfter === undefined ? undefined : (leaf.notAfter.getTime() - leaf.notBefore.getTime()) / dayMs;
  if (profile.maxDays !== undefined && (days === undefined || days > profile.maxDays)) {
    const has = days === undefined ? 'without end' : `for ${Math.round(days)} days`;
    add('note', 'validity', `is valid ${has}; the standard allows about ${profile.maxDays} (${expected})`);
  }
  return found;
}
