import type { TLSSocket } from 'node:tls';
import { deviceIdentifier } from '../../pki/device-identifier.js';

/** Who is at the other end of a connection to a server of IEEE 2030.5. */
export interface ClientFacts {
  /** 1 for the first connection that the server took, 2 for the next. */
  readonly connection: number;
  readonly remote: string;
  /** undefined: it showed no certificate. */
  readonly lfdi: string | undefined;
  readonly sfdi: string | undefined;
  /** DER. */
  readonly certificate: Uint8Array | undefined;
  /** `TLSv1.2`, `TLSv1.3`. */
  readonly version: string;
  /** IANA name. */
  readonly cipher: string;
  readonly resumed: boolean;
}

/** Reads what a finished handshake says about the client. */
export function readClientFacts(socket: TLSSocket, connection: number): ClientFacts {
  const raw: Buffer | undefined = socket.getPeerCertificate(false).raw;
  const certificate = raw === undefined ? undefined : new Uint8Array(raw);
  const identity = certificate === undefined ? undefined : deviceIdentifier(certificate);
  return {
    connection,
    remote: `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`,
    lfdi: identity?.lfdi,
    sfdi: identity?.sfdi,
    certificate,
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    resumed: socket.isSessionReused(),
  };
}
