import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { TlsFacts } from './tls-options.js';

/** What an unfinished handshake adds while the connection lives. */
export interface TlsProgress {
  confirmedBy?: 'ticket' | 'data';
  session?: Uint8Array;
  ocspResponse?: Uint8Array;
}

/** Reads what a finished handshake agreed on; `progress` stays live, since a confirmation may come later. */
export function readTlsFacts(socket: TLSSocket, handshakeMs: number, progress: TlsProgress): TlsFacts {
  const cipher = socket.getCipher();
  const group = groupOf(socket);
  const error: unknown = socket.authorizationError;
  const reason = error instanceof Error ? (Reflect.get(error, 'code') ?? error.message) : error;
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: cipher.standardName,
    cipherOpenssl: cipher.name,
    ...(group === undefined ? {} : { group }),
    ...(typeof socket.alpnProtocol === 'string' ? { alpn: socket.alpnProtocol } : {}),
    peerChain: peerChain(socket),
    authorized: socket.authorized,
    ...(reason === null || reason === undefined ? {} : { authorizationError: String(reason) }),
    resumed: socket.isSessionReused(),
    handshakeMs,
    get confirmed() {
      return progress.confirmedBy !== undefined;
    },
    get confirmedBy() {
      return progress.confirmedBy;
    },
    ...(progress.ocspResponse === undefined ? {} : { ocspResponse: progress.ocspResponse }),
    get session() {
      return progress.session;
    },
  };
}

/** Named group of the key exchange: Node tells it to the client only. */
function groupOf(socket: TLSSocket): string | undefined {
  const info: unknown = socket.getEphemeralKeyInfo();
  const name: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}

function peerChain(socket: TLSSocket): Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<string>();
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.raw !== undefined && !seen.has(certificate.fingerprint256)) {
    seen.add(certificate.fingerprint256);
    chain.push(new Uint8Array(certificate.raw));
    certificate = certificate.issuerCertificate;
  }
  return chain;
}
