import type { X509Certificate } from 'node:crypto';

/**
 * Follows the issuers of a signer's certificate up to one of the trusted roots. Returns what is wrong, or undefined when
 * the chain holds at the given time. Roots are trusted as they are; every link is checked for its signature, its
 * validity and, above the signer, for being a CA.
 */
export function checkTrust(
  signer: X509Certificate,
  certificates: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): string | undefined {
  let current = signer;
  for (let steps = 0; steps < 8; steps += 1) {
    if (at < new Date(current.validFrom)) return `${subject(current)} is not valid before ${current.validFrom}`;
    if (at > new Date(current.validTo)) return `${subject(current)} has expired on ${current.validTo}`;
    if (steps > 0 && !current.ca) return `${subject(current)} is no certificate authority`;
    if (roots.some((root) => root.raw.equals(current.raw))) return undefined;
    const child = current;
    const issuer = [...roots, ...certificates].find((candidate) => issued(candidate, child));
    if (issuer === undefined || issuer.raw.equals(child.raw))
      return `${subject(child)} does not lead to a trusted root`;
    current = issuer;
  }
  return 'the chain of certificates is too long';
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function subject(certificate: X509Certificate): string {
  return certificate.subject.replaceAll('\n', ', ');
}
