import { type CertificateFacts, readCertificate } from './certificate-facts.js';
import { signatureNames } from './oids.js';
import { readOcspResponse, type SingleOcspResponse } from './read-ocsp-response.js';

const statusWords = {
  good: 'good: not revoked',
  revoked: 'REVOKED',
  unknown: 'unknown to the responder',
} as const;

/** An OCSP response in plain words, one statement a line: name and text. */
export function explainOcsp(der: Uint8Array, at: Date): readonly (readonly [string, string])[] {
  const read = readOcspResponse(der);
  if (read.kind !== 'response') return [[read.kind === 'refused' ? 'refused' : 'unreadable', read.detail]];
  const responders = read.certificates
    .map((certificate) => readCertificate(certificate))
    .filter((certificate): certificate is CertificateFacts => certificate.kind === 'certificate');
  return [
    ['what', 'an OCSP response: what a CA knows of the status of a certificate'],
    ...read.responses.flatMap((single) => explainSingle(single, at)),
    ['signed', `${stamp(read.producedAt)}, ${signatureNames[read.algorithm] ?? read.algorithm}`],
    ['by', responders.length === 0 ? 'the CA itself' : responders.map(({ subject }) => subject).join('; ')],
  ];
}

function explainSingle(single: SingleOcspResponse, at: Date): readonly (readonly [string, string])[] {
  const since = single.revokedAt === undefined ? '' : ` on ${stamp(single.revokedAt)}`;
  const next = single.nextUpdate;
  const stale = next !== undefined && next < at ? ', which is OVER' : '';
  return [
    ['serial', Buffer.from(single.serial).toString('hex').toUpperCase()],
    ['status', `${statusWords[single.status]}${since}`],
    ['valid', `from ${stamp(single.thisUpdate)}${next === undefined ? '' : ` to ${stamp(next)}${stale}`}`],
  ];
}

function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
