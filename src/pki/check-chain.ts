import { createPrivateKey } from 'node:crypto';
import { type CertificateFacts, type NoCertificate, readCertificate } from './certificate-facts.js';
import type { CertificateRole } from './certificate-profile.js';
import { checkOcsp } from './check-ocsp.js';
import { checkRole } from './check-role.js';

/** Something about a chain. `fault`: a peer should refuse it; `note`: worth knowing. */
export interface ChainFinding {
  /** Stable name: `expired`, `root-not-trusted`. */
  readonly rule: string;
  readonly severity: 'fault' | 'note';
  /** Position in the chain, 0 the leaf; -1: the root it ends at. */
  readonly index: number;
  /** Common name of the certificate. */
  readonly who: string;
  /** In plain words. */
  readonly text: string;
}

export interface CheckChainOptions {
  /** Trusted roots, DER. */
  readonly roots: readonly Uint8Array[];
  /** When the chain is to be valid. */
  readonly at: Date;
  /** What the leaf is for; left out, it is guessed and only named. */
  readonly role?: CertificateRole;
  /** Private key that should belong to the leaf, PEM. */
  readonly key?: string;
  /** OCSP responses, DER, as stapled or fetched; the leaf must be among those that they are about. */
  readonly ocsp?: readonly Uint8Array[];
}

const dayMs = 86_400_000;
const soonDays = 14;

/** Checks a chain, leaf first, against trusted roots. Never throws on certificates: bad ones are findings. */
export function checkChain(chain: readonly Uint8Array[], options: CheckChainOptions): readonly ChainFinding[] {
  const read = chain.map((der) => readCertificate(der));
  const findings: ChainFinding[] = [];
  const add = (severity: ChainFinding['severity'], index: number, who: string, rule: string, text: string) =>
    findings.push({ severity, index, who, rule, text });
  if (read.length === 0) add('fault', 0, 'chain', 'empty', 'there is no certificate at all');
  read.forEach((certificate, index) => {
    if (certificate.kind === 'garbage') {
      add('fault', index, `certificate ${index + 1}`, 'not-a-certificate', `cannot be read: ${certificate.detail}`);
      return;
    }
    findings.push(...checkDates(certificate, index, options.at), ...checkUse(certificate, index));
  });
  read.slice(0, -1).forEach((certificate, index) => {
    const issuer = read[index + 1];
    if (certificate.kind === 'garbage' || issuer?.kind !== 'certificate') return;
    findings.push(...checkLink(certificate, issuer, index, read));
  });
  findings.push(...checkRoot(read, options));
  findings.push(...checkStatus(read, options));
  const [leaf] = read;
  if (leaf?.kind === 'certificate') {
    findings.push(...checkRole(leaf, options.role));
    if (options.key !== undefined && !keyFits(leaf, options.key)) {
      add('fault', 0, leaf.commonName, 'key-mismatch', 'the private key does not belong to this certificate');
    }
  }
  return findings;
}

function checkDates(certificate: CertificateFacts, index: number, at: Date): ChainFinding[] {
  const finding = (severity: ChainFinding['severity'], rule: string, text: string): ChainFinding[] => [
    { severity, index, who: certificate.commonName, rule, text },
  ];
  if (certificate.notBefore > at)
    return finding('fault', 'not-yet-valid', `valid only from ${day(certificate.notBefore)}`);
  if (certificate.notAfter === undefined) return [];
  if (certificate.notAfter < at) return finding('fault', 'expired', `expired on ${day(certificate.notAfter)}`);
  const left = Math.floor((certificate.notAfter.getTime() - at.getTime()) / dayMs);
  if (left >= soonDays) return [];
  return finding('note', 'expires-soon', `expires on ${day(certificate.notAfter)}, in ${left} days`);
}

/** What CA and leaf may do (RFC 5280, 4.2.1.3 and 4.2.1.9). `index` -1 is the root. */
function checkUse(certificate: CertificateFacts, index: number): ChainFinding[] {
  const found: ChainFinding[] = [];
  const fault = (rule: string, text: string) =>
    found.push({ severity: 'fault', index, who: certificate.commonName, rule, text });
  if (/SHA-?1$|MD5$/i.test(certificate.signature)) fault('weak-hash', `signed by ${certificate.signature}`);
  if (certificate.unknownCritical.length > 0) {
    fault(
      'unknown-critical',
      `has critical extensions that nobody here knows: ${certificate.unknownCritical.join(', ')}`,
    );
  }
  if (index === 0) return found;
  if (!certificate.ca) fault('no-ca', 'stands above another certificate and is no CA');
  if (certificate.keyUsage !== undefined && !certificate.keyUsage.includes('keyCertSign')) {
    fault('ca-key-usage', 'stands above another certificate and may not sign certificates');
  }
  // Between it and the leaf stand index - 1 CAs; above all of them, a root.
  if (index > 0 && certificate.pathLength !== undefined && certificate.pathLength < index - 1) {
    fault('path-length', `allows ${certificate.pathLength} CAs below it and has ${index - 1}`);
  }
  return found;
}

function checkLink(
  certificate: CertificateFacts,
  issuer: CertificateFacts,
  index: number,
  all: readonly (CertificateFacts | NoCertificate)[],
): ChainFinding[] {
  const finding = (rule: string, text: string): ChainFinding[] => [
    { severity: 'fault', index, who: certificate.commonName, rule, text },
  ];
  if (certificate.issuer !== issuer.subject) {
    const elsewhere = all.some((other) => other.kind === 'certificate' && other.subject === certificate.issuer);
    if (elsewhere) return finding('order', `is issued by "${certificate.issuer}", which stands elsewhere in the file`);
    return finding('issuer-missing', `is issued by "${certificate.issuer}", which is not next in the chain`);
  }
  if (isSignedBy(certificate, issuer)) return [];
  return finding('signature', `its signature was not made with the key of "${issuer.commonName}"`);
}

/** Links that were checked last, by the fingerprints of both ends: chains of stations and sub-CAs come back in every session. */
const links = new Map<string, boolean>();
const mostLinks = 512;

function isSignedBy(certificate: CertificateFacts, issuer: CertificateFacts): boolean {
  const key = `${certificate.sha256} ${issuer.sha256}`;
  const before = links.get(key);
  if (before !== undefined) return before;
  const holds = certificate.native.verify(issuer.native.publicKey);
  const [oldest] = links.keys();
  if (links.size >= mostLinks && oldest !== undefined) links.delete(oldest);
  links.set(key, holds);
  return holds;
}

/** Where the chain ends: at a trusted root, or nowhere. */
function checkRoot(
  read: readonly (CertificateFacts | NoCertificate)[],
  { roots, at }: CheckChainOptions,
): ChainFinding[] {
  const last = read.at(-1);
  if (last?.kind !== 'certificate') return [];
  const index = read.length - 1;
  const trusted = roots.map((der) => readCertificate(der)).filter((root) => root.kind === 'certificate');
  const itself = trusted.some((root) => root.sha256 === last.sha256);
  if (itself) {
    if (index === 0) return [];
    const text = 'is the root itself: a TLS peer leaves it out';
    return [{ severity: 'note', index, who: last.commonName, rule: 'root-in-chain', text }];
  }
  const named = trusted.filter((root) => root.subject === last.issuer);
  const root = named.find((candidate) => isSignedBy(last, candidate));
  if (root === undefined) {
    const fault = (rule: string, text: string): ChainFinding[] => [
      { severity: 'fault', index, who: last.commonName, rule, text },
    ];
    if (last.selfIssued) return fault('root-not-trusted', 'is self-signed and none of the trusted roots');
    if (named.length > 0) return fault('signature', `names the root "${last.issuer}", whose key did not sign it`);
    return fault('root-not-trusted', `is issued by "${last.issuer}", which is none of the trusted roots`);
  }
  const found = [...checkDates(root, -1, at), ...checkUse(root, -1)];
  if (root.pathLength !== undefined && root.pathLength < index) {
    const text = `allows ${root.pathLength} CAs below it and has ${index}`;
    found.push({ severity: 'fault', index: -1, who: root.commonName, rule: 'path-length', text });
  }
  return found;
}

/** Said once, of the leaf: no response is about the certificate, or which one it is about cannot be read. */
const aboutNobody: ReadonlySet<string> = new Set(['no-ocsp', 'not-an-ocsp-response', 'ocsp-refused']);

/** The status of each certificate whose issuer is at hand; nothing where no OCSP response was given. */
function checkStatus(
  read: readonly (CertificateFacts | NoCertificate)[],
  { ocsp, roots, at }: CheckChainOptions,
): readonly ChainFinding[] {
  if (ocsp === undefined || ocsp.length === 0) return [];
  return read.flatMap((certificate, index) => {
    if (certificate.kind === 'garbage' || certificate.selfIssued) return [];
    const above = read[index + 1];
    const candidates = above === undefined ? roots.map((der) => readCertificate(der)) : [above];
    const issuer = candidates.find(
      (candidate) => candidate.kind === 'certificate' && candidate.subject === certificate.issuer,
    );
    if (issuer?.kind !== 'certificate') return [];
    return checkOcsp(ocsp, { certificate, issuer, at, index }).filter(
      ({ rule }) => index === 0 || !aboutNobody.has(rule),
    );
  });
}

function keyFits(leaf: CertificateFacts, pem: string): boolean {
  try {
    return leaf.native.checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
}

/** The day of a date, UTC: `2027-02-21`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
