import { readCertificate } from '../../pki/certificate-facts.js';
import type { CertificateRole } from '../../pki/certificate-profile.js';
import { type ChainFinding, checkChain, day } from '../../pki/check-chain.js';
import { type OcspAnswer, readOcspResponse } from '../../wire/tls/ocsp-response.js';
import type { Party, SessionFinding } from './session-event.js';
import type { TlsChain } from './tls-summary.js';

const roles: Readonly<Record<Party, CertificateRole>> = { station: 'secc', vehicle: 'vehicle' };

/**
 * Checks a chain that travelled in a handshake. Without a trusted root it is checked up to its last certificate.
 * @param at time of the capture
 */
export function checkSentChain(
  party: Party,
  chain: readonly Uint8Array[],
  roots: readonly Uint8Array[],
  at: Date,
): TlsChain {
  const found = checkChain(chain, { roots, at, role: roles[party] }).filter(
    ({ rule }) => roots.length > 0 || rule !== 'root-not-trusted',
  );
  const of = (severity: ChainFinding['severity']): SessionFinding[] =>
    found
      .filter((one) => one.severity === severity)
      .map(({ rule, who, text }) => ({ rule: `certificate-${rule}`, detail: `${who}: ${text}` }));
  return {
    certificates: chain.map(certificateLine),
    faults: of('fault'),
    notes: of('note'),
    upToRoot: roots.length > 0,
  };
}

/** A stapled OCSP response in words, and what is wrong with it. */
export function explainStatus(
  response: Uint8Array,
  chain: readonly Uint8Array[],
  at: Date,
): { readonly text: string; readonly findings: readonly SessionFinding[] } {
  const read = readOcspResponse(response);
  const finding = (rule: string, detail: string): SessionFinding => ({ rule, detail });
  if (read === undefined) {
    const detail = `the stapled OCSP response (${response.length} bytes) cannot be read`;
    return { text: 'unreadable', findings: [finding('ocsp-unreadable', detail)] };
  }
  if (read.status !== 'successful') {
    const detail = `the OCSP responder gave no answer: ${read.status}`;
    return { text: read.status, findings: [finding('ocsp-status', detail)] };
  }
  const findings = read.answers.flatMap((answer): SessionFinding[] => {
    const who = subjectOfSerial(answer.serial, chain);
    const late = answer.nextUpdate !== undefined && answer.nextUpdate < at;
    return [
      ...(answer.status === 'good' ? [] : [finding('ocsp-status', `${who} is ${answer.status}${revoked(answer)}`)]),
      ...(late ? [finding('ocsp-expired', `the OCSP answer on ${who} was good until ${day(answer.nextUpdate)}`)] : []),
    ];
  });
  const text = read.answers.map((answer) => `${subjectOfSerial(answer.serial, chain)} ${answer.status}${span(answer)}`);
  return { text: text.join(', ') || 'no answer in it', findings };
}

function span({ thisUpdate, nextUpdate }: OcspAnswer): string {
  if (thisUpdate === undefined) return '';
  return ` (as of ${day(thisUpdate)}${nextUpdate === undefined ? '' : `, until ${day(nextUpdate)}`})`;
}

function revoked({ revokedAt }: OcspAnswer): string {
  return revokedAt === undefined ? '' : ` since ${day(revokedAt)}`;
}

function subjectOfSerial(serial: string, chain: readonly Uint8Array[]): string {
  const plain = (text: string): string => text.replace(/^0+/, '');
  for (const der of chain) {
    const read = readCertificate(der);
    if (read.kind === 'certificate' && plain(read.serial) === plain(serial)) return read.commonName;
  }
  return `certificate ${serial}, which is not in the chain`;
}

/** Subject, key and end of validity in one line. */
function certificateLine(der: Uint8Array): string {
  const read = readCertificate(der);
  if (read.kind === 'garbage') return `unreadable certificate of ${der.length} bytes`;
  const subject = read.native.subject.replaceAll('\n', ', ');
  const until = read.notAfter === undefined ? 'without end' : `until ${day(read.notAfter)}`;
  return `${subject} (${read.publicKey}, ${until})`;
}
