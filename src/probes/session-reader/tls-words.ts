import { nameText, readSentName } from '../../pki/distinguished-name.js';
import type { CertificateRequest } from '../../wire/tls/certificate-request.js';
import type { TlsFact } from '../../wire/tls/conversation-event.js';
import type { SecretSource } from '../../wire/tls/key-log.js';
import {
  tlsAlertMeaning,
  tlsAlertName,
  tlsCipherName,
  tlsGroupName,
  tlsHandshakeName,
  tlsVersionName,
} from '../../wire/tls/names.js';
import { type SignatureResult, signatureSchemeName } from '../../wire/tls/signature.js';
import type { Party } from './session-event.js';
import type { TlsChain } from './tls-summary.js';

/** Where secrets came from, in words. */
export const secretSources: Readonly<Record<SecretSource, string>> = {
  file: 'the key log file',
  'capture-block': 'the secrets inside the capture file',
  datagram: 'secrets that travel in the capture as UDP datagrams',
};

/** A fact of a TLS connection as one line; undefined for those that get none. */
export function tlsLine(fact: TlsFact, from: Party, chain: TlsChain | undefined): string | undefined {
  switch (fact.kind) {
    case 'client-hello': {
      const { versions, cipherSuites, serverName, asksForStatus } = fact.hello;
      const name = serverName === undefined ? '' : `, server name "${serverName}"`;
      const status = asksForStatus ? ', asks for OCSP stapling' : '';
      const suites = cipherSuites.map(tlsCipherName).join(', ');
      return `TLS ClientHello: offers ${versions.map(tlsVersionName).join(', ')} with ${suites}${name}${status}`;
    }
    case 'server-hello': {
      const { version, cipherSuite, group, isRetry } = fact.hello;
      const on = group === undefined ? '' : `, ${tlsGroupName(group)}`;
      if (isRetry) return `TLS HelloRetryRequest: the station wants another key share${on}`;
      return `TLS ServerHello: ${tlsVersionName(version)}, ${tlsCipherName(cipherSuite)}${on}`;
    }
    case 'certificates':
      return `TLS Certificate of the ${from}: ${chain?.certificates.join(' <- ') || 'none'}`;
    case 'certificate-status':
      return fact.response === undefined
        ? 'TLS CertificateStatus without an OCSP response'
        : 'TLS CertificateStatus: stapled OCSP response';
    case 'certificate-request':
      return `TLS CertificateRequest: the station asks for the certificate of the vehicle${requestWords(fact.request)}`;
    case 'signature': {
      const on = fact.group === undefined ? '' : `, ${tlsGroupName(fact.group)}`;
      const how = `${signatureSchemeName(fact.scheme)}${on}`;
      return `TLS ${fact.message} of the ${from}: ${how}, ${verdict('signature', fact.result)}`;
    }
    case 'finished':
      return `TLS Finished of the ${from}: ${verdict('it', fact.result)}`;
    case 'alert': {
      const { description, level } = fact;
      if (description === undefined) return 'TLS alert (encrypted)';
      const meaning = tlsAlertMeaning(description);
      const words = meaning === undefined ? '' : `: ${meaning}`;
      return `TLS alert of the ${from}: ${tlsAlertName(description)}${level === 2 ? ' (fatal)' : ''}${words}`;
    }
    case 'encrypted-from-here':
      return 'TLS ChangeCipherSpec: encrypted from here on';
    case 'handshake':
      return `TLS ${tlsHandshakeName(fact.type)}`;
    case 'opened':
      return `TLS: the records of the ${from} are opened with ${secretSources[fact.source]}`;
    case 'closed':
      return `TLS: what the ${from} sends from here on stays closed: ${fact.detail}`;
    case 'broken':
      return `TLS stream broken: ${fact.violation.detail}`;
    default:
      return undefined;
  }
}

/** Names of CAs that a line holds; a server of the internet may send a hundred. */
const mostNames = 4;

function requestWords({ signatureAlgorithms, authorities }: CertificateRequest): string {
  const schemes = signatureAlgorithms.map(signatureSchemeName).join(', ');
  const names = (authorities ?? []).map((der) => {
    const name = readSentName(der);
    return name === undefined ? `a name of ${der.length} bytes that cannot be read` : `"${nameText(name)}"`;
  });
  const more = names.length > mostNames ? `, and ${names.length - mostNames} more` : '';
  const of = names.length === 0 ? ', names no CA' : `, of ${names.slice(0, mostNames).join(', ')}${more}`;
  return `${schemes === '' ? '' : `, signed with ${schemes}`}${of}`;
}

function verdict(what: string, result: SignatureResult): string {
  if (result.kind === 'valid') return `${what} fits`;
  return result.kind === 'invalid' ? `${what} is WRONG: ${result.detail}` : `${what} not checked: ${result.detail}`;
}
