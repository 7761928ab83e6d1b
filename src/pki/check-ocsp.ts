import { createHash, type KeyObject, verify } from 'node:crypto';
import { type CertificateFacts, readCertificate } from './certificate-facts.js';
import { ocspSigning } from './certificate-profile.js';
import type { ChainFinding } from './check-chain.js';
import { keyHash, publicKeyInfo } from './identity.js';
import { subjectOfCertificate } from './mint-certificate.js';
import { serialOf } from './ocsp-response.js';
import { oids } from './oids.js';
import { type OcspResponse, readOcspResponse, type SingleOcspResponse } from './read-ocsp-response.js';

export interface CheckOcspOptions {
  readonly certificate: CertificateFacts;
  readonly issuer: CertificateFacts;
  readonly at: Date;
  /** Position of the certificate in its chain. */
  readonly index: number;
}

/** What one of several OCSP responses says of a certificate (RFC 6960, 3.2). Never throws: they may come from the wire. */
export function checkOcsp(responses: readonly Uint8Array[], options: CheckOcspOptions): readonly ChainFinding[] {
  const { certificate, issuer, at, index } = options;
  const finding = (severity: ChainFinding['severity'], rule: string, text: string): ChainFinding => {
    return { severity, index, who: certificate.commonName, rule, text };
  };
  const unusable: ChainFinding[] = [];
  for (const der of responses) {
    const read = readOcspResponse(der);
    if (read.kind !== 'response') {
      const rule = read.kind === 'refused' ? 'ocsp-refused' : 'not-an-ocsp-response';
      unusable.push(finding('fault', rule, `has an OCSP response that cannot be used: ${read.detail}`));
      continue;
    }
    const single = read.responses.find((candidate) => concerns(candidate, certificate, issuer));
    if (single === undefined) continue;
    const signer = signerOf(read, issuer, at);
    if (typeof signer === 'string') return [finding('fault', 'ocsp-signature', signer)];
    return judge(single, at, finding);
  }
  return unusable.length > 0 ? unusable : [finding('note', 'no-ocsp', 'has no OCSP response among those given')];
}

function judge(
  single: SingleOcspResponse,
  at: Date,
  finding: (severity: ChainFinding['severity'], rule: string, text: string) => ChainFinding,
): readonly ChainFinding[] {
  const found: ChainFinding[] = [];
  if (single.thisUpdate > at)
    found.push(finding('fault', 'ocsp-not-yet-valid', `status is from ${stamp(single.thisUpdate)}`));
  if (single.nextUpdate !== undefined && single.nextUpdate < at) {
    found.push(finding('fault', 'ocsp-expired', `status was to be renewed by ${stamp(single.nextUpdate)}`));
  }
  if (single.status === 'revoked') {
    found.push(finding('fault', 'revoked', `was revoked on ${stamp(single.revokedAt ?? single.thisUpdate)}`));
  }
  if (single.status === 'unknown') found.push(finding('fault', 'ocsp-unknown', 'is not known to the responder'));
  return found;
}

const hashes: Readonly<Record<string, 'sha1' | 'sha256'>> = { [oids.sha1]: 'sha1', [oids.sha256]: 'sha256' };

function concerns(single: SingleOcspResponse, certificate: CertificateFacts, issuer: CertificateFacts): boolean {
  const hash = hashes[single.hash];
  if (hash === undefined) return false;
  const name = createHash(hash).update(subjectOfCertificate(issuer.der)).digest();
  const key = keyHash(publicKeyInfo(issuer.native.publicKey), hash);
  return (
    same(single.serial, serialOf(certificate.der)) &&
    same(single.issuerNameHash, name) &&
    same(single.issuerKeyHash, key)
  );
}

/** Who signed: the issuer, or a responder that the issuer itself has appointed (RFC 6960, 4.2.2.2); or why it is nobody. */
function signerOf(response: OcspResponse, issuer: CertificateFacts, at: Date): CertificateFacts | string {
  if (holds(response, issuer.native.publicKey)) return issuer;
  for (const der of response.certificates) {
    const responder = readCertificate(der);
    if (responder.kind === 'garbage' || !holds(response, responder.native.publicKey)) continue;
    if (!responder.native.verify(issuer.native.publicKey)) return 'status is signed by a responder of another CA';
    if (responder.extendedKeyUsage?.includes(ocspSigning) !== true) return 'status is signed by who may not sign OCSP';
    if (responder.notBefore > at || (responder.notAfter !== undefined && responder.notAfter < at)) {
      return 'status is signed by a responder whose certificate is not valid';
    }
    return responder;
  }
  return 'status is signed by nobody who may';
}

const hashOfAlgorithm: Readonly<Record<string, string | undefined>> = {
  [oids.ecdsaSha256]: 'sha256',
  [oids.ecdsaSha384]: 'sha384',
  [oids.ecdsaSha512]: 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
};

function holds({ data, signature, algorithm }: OcspResponse, key: KeyObject): boolean {
  const hash = hashOfAlgorithm[algorithm];
  if (hash === undefined && algorithm !== oids.ed448) return false;
  try {
    return verify(hash, data, key, signature);
  } catch {
    return false;
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function stamp(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T', ' ');
}
