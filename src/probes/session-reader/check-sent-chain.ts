import { readCertificate } from '../../pki/certificate-facts.js';
import type { CertificateRole } from '../../pki/certificate-profile.js';
import { type ChainFinding, checkChain, day } from '../../pki/check-chain.js';
import { checkOcsp } from '../../pki/check-ocsp.js';
import { readOcspResponse } from '../../pki/read-ocsp-response.js';
import type { Party, SessionFinding } from './session-event.js';
import type { TlsChain } from './tls-summary.js';

const roles: Readonly<Record<Party, CertificateRole>> = { station: 'secc', vehicle: 'vehicle' };

/** What a peer should refuse, and what is worth knowing. */
export type TlsFindings = Pick<TlsChain, 'faults' | 'notes'>;

/**
 * Checks a chain that travelled in a handshake. Without a trusted root it is checked up to its last certificate.
 * @param statuses stapled OCSP responses that came with it (TLS 1.3)
 * @param at time of the capture
 */
export function checkSentChain(
  party: Party,
  chain: readonly Uint8Array[],
  statuses: readonly Uint8Array[],
  roots: readonly Uint8Array[],
  at: Date,
): TlsChain {
  const found = checkChain(chain, { roots, at, role: roles[party], ocsp: statuses }).filter(
    ({ rule }) => roots.length > 0 || rule !== 'root-not-trusted',
  );
  return { certificates: chain.map(certificateLine), ...sorted(found), upToRoot: roots.length > 0 };
}

/** Checks the stapled response of TLS 1.2, which is about the leaf and comes after the chain. */
export function checkLateStatus(response: Uint8Array, chain: readonly Uint8Array[], at: Date): TlsFindings {
  const [certificate, issuer] = chain.slice(0, 2).map((der) => readCertificate(der));
  if (certificate?.kind !== 'certificate' || issuer?.kind !== 'certificate') return { faults: [], notes: [] };
  return sorted(checkOcsp([response], { certificate, issuer, at, index: 0 }));
}

/** A stapled OCSP response in words. */
export function explainStatus(response: Uint8Array, chain: readonly Uint8Array[]): string {
  const read = readOcspResponse(response);
  if (read.kind !== 'response') return `of no use: ${read.detail}`;
  const answers = read.responses.map(({ serial, status, thisUpdate, nextUpdate }) => {
    const until = nextUpdate === undefined ? '' : `, until ${day(nextUpdate)}`;
    return `${subjectOfSerial(serial, chain)} is ${status} (as of ${day(thisUpdate)}${until})`;
  });
  return answers.join(', ') || 'empty';
}

function sorted(found: readonly ChainFinding[]): TlsFindings {
  const of = (severity: ChainFinding['severity']): SessionFinding[] =>
    found
      .filter((one) => one.severity === severity)
      .map(({ rule, who, text }) => ({ rule: `certificate-${rule}`, detail: `${who}: ${text}` }));
  return { faults: of('fault'), notes: of('note') };
}

function subjectOfSerial(serial: Uint8Array, chain: readonly Uint8Array[]): string {
  const hex = (text: string): string => text.toUpperCase().replace(/^0+/, '');
  const wanted = Buffer.from(serial).toString('hex');
  for (const der of chain) {
    const read = readCertificate(der);
    if (read.kind === 'certificate' && hex(read.serial) === hex(wanted)) return read.commonName;
  }
  return `certificate ${wanted}, which is not in the chain,`;
}

/** Subject, key and end of validity in one line. */
function certificateLine(der: Uint8Array): string {
  const read = readCertificate(der);
  if (read.kind === 'garbage') return `unreadable certificate of ${der.length} bytes`;
  const subject = read.native.subject.replaceAll('\n', ', ');
  const until = read.notAfter === undefined ? 'without end' : `until ${day(read.notAfter)}`;
  return `${subject} (${read.publicKey}, ${until})`;
}
