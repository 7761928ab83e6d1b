import type { TlsSummary } from './tls-summary.js';

/** What an edition asks of TLS. */
interface TlsProfile {
  readonly edition: string;
  readonly version: string;
  readonly cipherSuites: readonly string[];
  readonly groups: readonly string[];
  /** The vehicle shows a certificate too. */
  readonly mutual: boolean;
}

// ISO 15118-2 [V2G2-067], [V2G2-602]; ISO 15118-20 [V2G20-2674] and the tables after it.
const iso2: TlsProfile = {
  edition: 'ISO 15118-2',
  version: 'TLS 1.2',
  cipherSuites: ['TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256'],
  groups: ['secp256r1'],
  mutual: false,
};
const iso20: TlsProfile = {
  edition: 'ISO 15118-20',
  version: 'TLS 1.3',
  cipherSuites: ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  groups: ['secp521r1', 'x448'],
  mutual: true,
};

/**
 * Where the TLS of a session leaves the profile of the edition that was spoken, as half-sentences. Test systems often do: it
 * is said, not hidden.
 * @param namespace that the handshake of the application settled on
 */
export function tlsProfileNotes(tls: TlsSummary, namespace: string | undefined): string[] {
  const profile = namespace?.startsWith('urn:iso:std:iso:15118:-20:') ? iso20 : iso2;
  if (profile === iso2 && namespace !== 'urn:iso:15118:2:2013:MsgDef') return [];
  const notes: string[] = [];
  if (tls.version !== profile.version) notes.push(`${tls.version} in place of ${profile.version}`);
  if (tls.cipherSuite !== undefined && !profile.cipherSuites.includes(tls.cipherSuite)) {
    notes.push(`${tls.cipherSuite} is none of ${profile.cipherSuites.join(', ')}`);
  }
  if (tls.group !== undefined && !profile.groups.includes(tls.group)) {
    notes.push(`the group ${tls.group} is none of ${profile.groups.join(', ')}`);
  }
  // In TLS 1.3 the request is visible only once the handshake was opened.
  if (profile.mutual && tls.stationChain !== undefined && !tls.clientCertificateRequested) {
    notes.push('the station did not ask for the certificate of the vehicle');
  }
  return notes.length === 0 ? [] : [`TLS outside the profile of ${profile.edition}: ${notes.join('; ')}`];
}
