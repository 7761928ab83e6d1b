import { connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { type Clock, systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import { checkedHost, established, handshake } from './connect-steps.js';
import { endpointOf, formatEndpoint, splitZone } from './endpoint.js';
import { clientContext } from './tls-context.js';
import { readTlsFacts, type TlsProgress } from './tls-facts.js';
import type { TlsClientOptions } from './tls-options.js';
import type { V2gConnection } from './v2g-connection.js';
import { V2gSocket } from './v2g-socket.js';

export interface ConnectV2gOptions {
  /** IPv6 (or IPv4) literal, `fe80::1` or `fe80::1%mesh0`. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Present: TLS or nothing. There is no way back to plain TCP. */
  readonly tls?: TlsClientOptions;
  /** For TCP and TLS together. */
  readonly timeoutMs: number;
  /** Called with each line of the NSS key log. */
  readonly keylog?: (line: string) => void;
  /** Largest payload length that is believed, bytes. Default 1 MiB. */
  readonly maxPayload?: number;
  /**
   * Mutual TLS 1.3: how long to wait for the server's first word after the handshake, ms. A server that sends no tickets
   * says nothing before we do, so silence is no failure: `TlsFacts.confirmed` then stays false. Default 250.
   */
  readonly confirmMs?: number;
  readonly clock?: Clock;
}

/**
 * Opens a V2GTP connection as the EVCC does.
 * @throws TRANSPORT-001 refused or unreachable, TRANSPORT-002 too slow, TRANSPORT-003 handshake failed, TRANSPORT-004 peer
 * not trusted, TRANSPORT-005 own key or chain unusable, TRANSPORT-009 link-local address without interface
 */
export async function connectV2g(options: ConnectV2gOptions): Promise<V2gConnection> {
  const clock = options.clock ?? systemClock;
  const host = checkedHost(options.host, options.scope);
  const scope = splitZone(host).scope;
  const place = formatEndpoint(endpointOf(host, options.port));
  // Read keys and chains before the first packet: a mistake here is ours, not the peer's.
  const tls = options.tls === undefined ? undefined : { ...options.tls, context: clientContext(options.tls, place) };
  const deadline = clock.monotonicNs() + BigInt(Math.round(options.timeoutMs * 1e6));
  const leftMs = () => Math.max(0, Number(deadline - clock.monotonicNs()) / 1e6);
  const tcp = tcpConnect({ host, port: options.port, allowHalfOpen: true, noDelay: true });
  await established(tcp, place, clock, leftMs());
  const common = { scope, tcp, maxPayload: options.maxPayload, clock };
  if (tls === undefined) return new V2gSocket(tcp, common);

  const startedAt = clock.monotonicNs();
  const tlsOptions: ConnectionOptions & { requestOCSP: boolean; allowHalfOpen: boolean } = {
    socket: tcp,
    allowHalfOpen: true,
    secureContext: tls.context,
    rejectUnauthorized: tls.verify ?? true,
    // A SECC is named by its SECCID, not by a host name: the chain decides (ISO 15118-2, 7.7.3).
    checkServerIdentity: () => undefined,
    requestOCSP: tls.profile.ocspStapling,
    ...(tls.alpn === undefined ? {} : { ALPNProtocols: [...tls.alpn] }),
    ...(tls.session === undefined ? {} : { session: Buffer.from(tls.session) }),
  };
  const socket = tlsConnect(tlsOptions);
  socket.on('keylog', (line: Buffer) => options.keylog?.(line.toString('latin1').trimEnd()));
  const progress: TlsProgress = {};
  socket.on('OCSPResponse', (response: Buffer | null) => {
    if (response !== null) progress.ocspResponse = new Uint8Array(response);
  });
  socket.on('session', (session: Buffer) => {
    progress.session = new Uint8Array(session);
    progress.confirmedBy ??= 'ticket';
  });
  await handshake(socket, place, clock, leftMs(), tls);
  const handshakeMs = Number(clock.monotonicNs() - startedAt) / 1e6;
  socket.on('data', () => {
    progress.confirmedBy = 'data';
  });
  const facts = readTlsFacts(socket, handshakeMs, progress);
  const connection = new V2gSocket(socket, { ...common, tls: facts });
  if (tls.profile.mutual && facts.version === 'TLSv1.3') {
    await serverSpoke(socket, connection, place, clock, Math.min(options.confirmMs ?? 250, leftMs()), progress);
  }
  return connection;
}

/** Waits for the server's first word after a mutual handshake (see docs/pki.md). @throws TRANSPORT-003 */
function serverSpoke(
  socket: TLSSocket,
  connection: V2gSocket,
  place: string,
  clock: Clock,
  timeoutMs: number,
  progress: TlsProgress,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const ended = connection.ended;
      if (ended !== undefined) {
        const detail = `the server ended the connection after checking our certificate: ${ended.detail ?? ended.how}`;
        return done(() => reject(new PlumblineError('TRANSPORT-003', { place, detail })));
      }
      // A ticket comes in the midst of OpenSSL's call-back, and what is written in there never leaves: the next turn does.
      if (progress.confirmedBy !== undefined) done(() => void setImmediate(resolve));
    };
    const done = (settle: () => void) => {
      cancel();
      for (const event of ['session', 'data', 'close', 'end', 'error']) socket.off(event, check);
      settle();
    };
    const cancel = clock.after(timeoutMs, () => done(resolve));
    for (const event of ['session', 'data', 'close', 'end', 'error']) socket.on(event, check);
    check();
  });
}
