import type { CertificateFacts, NoCertificate } from './certificate-facts.js';
import {
  type CertificateRole,
  certificateProfiles,
  clientAuth,
  documentSigning,
  emailProtection,
  ocspSigning,
  serverAuth,
} from './certificate-profile.js';
import { guessRole } from './certificate-role.js';
import { day } from './check-chain.js';
import { formatLfdi } from './device-identifier.js';
import { policyNames } from './oids.js';

const usageWords: Readonly<Record<string, string>> = {
  digitalSignature: 'sign',
  nonRepudiation: 'sign with commitment',
  keyEncipherment: 'encrypt keys',
  dataEncipherment: 'encrypt data',
  keyAgreement: 'agree on keys',
  keyCertSign: 'sign certificates',
  cRLSign: 'sign revocation lists',
  encipherOnly: 'encrypt only',
  decipherOnly: 'decrypt only',
};
const purposeWords: Readonly<Record<string, string>> = {
  [serverAuth]: 'TLS server',
  [clientAuth]: 'TLS client',
  [documentSigning]: 'document signing',
  [emailProtection]: 'e-mail and CMS signing',
  '1.3.6.1.5.5.7.3.8': 'time stamping',
  [ocspSigning]: 'OCSP signing',
};
const dayMs = 86_400_000;

/** A certificate in plain words, one statement a line: name and text. `at`: what "left" is counted from. */
export function explainCertificate(
  certificate: CertificateFacts | NoCertificate,
  at: Date,
): readonly (readonly [string, string])[] {
  if (certificate.kind === 'garbage') return [['unreadable', certificate.detail]];
  const role = guessRole(certificate);
  return [
    ['subject', certificate.subject === '' ? 'empty: the hardware is named instead' : certificate.subject],
    ['role', roleText(certificate, role)],
    ...(certificate.hardware === undefined
      ? []
      : [['hardware', `type ${certificate.hardware.type}, serial number ${certificate.hardware.serial}`] as const]),
    ...(certificate.policies.length === 0
      ? []
      : [['policy', certificate.policies.map(policyText).join(', ')] as const]),
    ['issuer', certificate.selfIssued ? 'itself: a root, or self-signed' : certificate.issuer],
    ['valid', validity(certificate, at)],
    ['key', `${certificate.publicKey}, signed by ${certificate.signature}`],
    ['may', mayDo(certificate)],
    ...(certificate.alternativeNames === undefined ? [] : [['names', certificate.alternativeNames] as const]),
    ...(certificate.ocspUrls.length === 0
      ? []
      : [['status', `asked for at ${certificate.ocspUrls.join(', ')}`] as const]),
    ['serial', certificate.serial],
    ['SHA-256', certificate.sha256],
    ['LFDI', formatLfdi(certificate.lfdi)],
    ['SFDI', certificate.sfdi],
  ];
}

function policyText(policy: string): string {
  const words = policyNames[policy];
  return words === undefined ? policy : `${words} (${policy})`;
}

function roleText(certificate: CertificateFacts, role: CertificateRole | undefined): string {
  if (role === undefined) return 'cannot be told from the certificate';
  const crossed = role.endsWith('-root') && !certificate.selfIssued;
  return `${certificateProfiles[role].title}${crossed ? ', certified by another root (cross-signed)' : ''}`;
}

function validity({ notBefore, notAfter }: CertificateFacts, at: Date): string {
  if (notAfter === undefined) return `from ${day(notBefore)}, without end`;
  const span = `${day(notBefore)} to ${day(notAfter)}`;
  if (notBefore > at) return `${span}, not yet valid`;
  const left = Math.floor((notAfter.getTime() - at.getTime()) / dayMs);
  return left < 0 ? `${span}, EXPIRED ${-left} days ago` : `${span}, ${left} days left`;
}

function mayDo(certificate: CertificateFacts): string {
  const usage = certificate.keyUsage?.map((name) => usageWords[name] ?? name).join(', ') ?? 'anything (no key usage)';
  const purpose = certificate.extendedKeyUsage?.map((id) => purposeWords[id] ?? id).join(', ');
  const below = certificate.pathLength === undefined ? 'any number of' : certificate.pathLength;
  const ca = certificate.ca ? `; a CA with ${below} ${below === 1 ? 'CA' : 'CAs'} below it` : '';
  return `${usage}${purpose === undefined ? '' : `; for ${purpose}`}${ca}`;
}
