import { type Closing, closingText } from './closing.js';
import type { Diagnosis } from './diagnose.js';
import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';
import type { Party } from './session-event.js';
import type { TlsAlert, TlsChain, TlsSummary } from './tls-summary.js';
import { secretSources } from './tls-words.js';

/** What can be said about an encrypted session of which no message could be read. */
export function diagnoseTls(followed: FollowedConnection, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const tls = followed.tls.summary();
  const since = followed.connection.first.timestampNs;
  const how =
    closing === undefined
      ? `The capture ends ${formatDuration(endNs - since)} after the connection was opened, which is still open`
      : closingText(closing, since, 'the connection was opened');
  const fatal = fatalAlert(tls);
  if (fatal !== undefined) {
    const account = [`The TLS handshake failed: ${alertSentence(fatal)}`, how];
    return { ending: 'tls-failed', endedBy: fatal.from, account };
  }
  const { vehicle, station } = tls.applicationRecords;
  if (tls.version === undefined) {
    const answered =
      followed.connection.streams[followed.vehicleSide === 'client' ? 'server' : 'client'].counters.bytes > 0;
    const account = [
      answered ? 'The TLS handshake is not whole in the capture' : 'The station did not answer the ClientHello',
      how,
    ];
    return { ending: closing === undefined ? 'still-open' : 'tls-failed', endedBy: closing?.by, account };
  }
  const suite = suiteOf(tls);
  if (vehicle + station === 0) {
    const account = [`The TLS handshake (${suite}) came to no encrypted message`, how];
    return { ending: 'tls-failed', endedBy: closing?.by, account };
  }
  const bytes = tls.applicationBytes;
  const account = [
    `Encrypted: ${suite}; ${vehicle} records (${bytes.vehicle} bytes) from the vehicle, ${station} (${bytes.station} bytes) from the station`,
    ...(tls.secrets === undefined ? [whyClosed(tls)] : []),
    how,
  ];
  return { ending: 'encrypted', endedBy: closing?.by, account };
}

/**
 * Sentences on the TLS of a session: how it was opened, its certificates, and what stayed closed.
 * @param isOpen messages could be read
 */
export function tlsHints(tls: TlsSummary, isOpen: boolean): string[] {
  const lines: string[] = [];
  if (tls.secrets !== undefined) lines.push(`TLS: ${suiteOf(tls)}, decrypted with ${secretSources[tls.secrets]}`);
  lines.push(...chainLines('station', tls.stationChain), ...chainLines('vehicle', tls.vehicleChain));
  if (tls.clientCertificateRequested && tls.secrets !== undefined && tls.vehicleChain === undefined) {
    lines.push('The station asked for a certificate of the vehicle and saw none');
  }
  const wrong = tls.signatures.filter((line) => line.includes('WRONG'));
  lines.push(...wrong);
  if (tls.ocsp.length > 0) lines.push(`Stapled OCSP response: ${tls.ocsp.join('; ')}`);
  else if (tls.ocspRequested && tls.stationChain !== undefined) {
    lines.push('The vehicle asked for a stapled OCSP response and got none');
  }
  const late = isOpen ? fatalAlert(tls) : undefined;
  if (late !== undefined) lines.push(`TLS was broken off: ${alertSentence(late)}`);
  if (tls.secrets !== undefined) {
    for (const { from, detail } of tls.closed) lines.push(`A part of what the ${from} sent stayed closed: ${detail}`);
  }
  return lines;
}

function chainLines(party: Party, chain: TlsChain | undefined): string[] {
  if (chain === undefined) return [];
  const count = chain.certificates.length;
  const length = `${count} ${count === 1 ? 'certificate' : 'certificates'}`;
  const whose = `The chain of the ${party} (${length})`;
  if (chain.faults.length > 0) return [`${whose} is at fault: ${chain.faults.map(({ detail }) => detail).join('; ')}`];
  const reach = chain.upToRoot
    ? 'up to a trusted root'
    : 'up to its last certificate; no trusted root was given (--roots)';
  return [`${whose} is in order, checked ${reach}`];
}

/** Why nothing was opened, one reason however many directions it concerns. */
function whyClosed(tls: TlsSummary): string {
  const [first] = tls.closed;
  switch (first?.why) {
    case 'wrong-secret':
      return `The secret that the key log names for this session does not open it: ${first.detail}`;
    case 'unsupported':
      return 'This version and cipher suite cannot be decrypted here';
    case 'no-handshake':
      return 'The TLS handshake is not in the capture, so it cannot be decrypted';
    default:
      return 'No key log has the secret of this session: give one that the station or the vehicle wrote (--keylog FILE)';
  }
}

function fatalAlert(tls: TlsSummary): TlsAlert | undefined {
  return tls.alerts.find((alert) => alert.fatal);
}

function alertSentence({ from, name, meaning }: TlsAlert): string {
  return `the ${from} sent the alert ${name ?? '(encrypted)'}${meaning === undefined ? '' : `, which says that ${meaning}`}`;
}

function suiteOf(tls: TlsSummary): string {
  return `${tls.version} with ${tls.cipherSuite}${tls.group === undefined ? '' : ` and ${tls.group}`}`;
}
