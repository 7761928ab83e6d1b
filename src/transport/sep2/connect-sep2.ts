import { connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Clock } from '../../base/clock.js';
import { checkedHost, established, handshake } from '../connect-steps.js';
import { type Endpoint, formatEndpoint } from '../endpoint.js';
import { clientContext } from '../tls-context.js';
import { readTlsFacts, type TlsProgress } from '../tls-facts.js';
import type { TlsFacts } from '../tls-options.js';
import type { TlsProfile } from '../tls-profiles.js';
import { type Sep2ProfileName, sep2Profiles } from './sep2-profiles.js';

export interface ConnectSep2Options {
  readonly server: Endpoint;
  /** By name, or one of the caller's own (a client that is wrong on purpose). */
  readonly profile: Sep2ProfileName | TlsProfile;
  readonly chain?: string;
  readonly key?: string;
  readonly roots: readonly string[];
  readonly verify?: boolean;
  /** For TCP and TLS together, ms. */
  readonly timeoutMs: number;
  readonly onKeyLog?: (line: string) => void;
  readonly clock: Clock;
}

export interface Sep2Socket {
  readonly socket: TLSSocket;
  readonly facts: TlsFacts;
}

/**
 * A TLS connection to a server of IEEE 2030.5, on which anything may be written: for clients, and for tests that need HTTP
 * that is none.
 * @throws TRANSPORT-001 to -005, -009
 */
export async function connectSep2(options: ConnectSep2Options): Promise<Sep2Socket> {
  const { server, clock } = options;
  const place = formatEndpoint(server);
  const host = checkedHost(server.address, server.scope);
  const tls = {
    profile: typeof options.profile === 'string' ? sep2Profiles[options.profile] : options.profile,
    roots: options.roots,
    ...(options.chain === undefined ? {} : { chain: options.chain }),
    ...(options.key === undefined ? {} : { key: options.key }),
  };
  const context = clientContext(tls, place);
  const deadline = clock.monotonicNs() + BigInt(Math.round(options.timeoutMs * 1e6));
  const leftMs = () => Math.max(0, Number(deadline - clock.monotonicNs()) / 1e6);
  const tcp = tcpConnect({ host, port: server.port, noDelay: true });
  await established(tcp, place, clock, leftMs());
  const startedAt = clock.monotonicNs();
  const connection: ConnectionOptions = {
    socket: tcp,
    secureContext: context,
    rejectUnauthorized: options.verify ?? true,
    // Devices have hardware names, not host names: the chain decides (IEEE 2030.5-2018, 6.11).
    checkServerIdentity: () => undefined,
  };
  const socket = tlsConnect(connection);
  const progress: TlsProgress = {};
  socket.on('keylog', (line: Buffer) => options.onKeyLog?.(line.toString('latin1').trimEnd()));
  socket.on('session', () => {
    progress.confirmedBy ??= 'ticket';
  });
  await handshake(socket, place, clock, leftMs(), tls);
  socket.once('data', () => {
    progress.confirmedBy = 'data';
  });
  socket.pause();
  return { socket, facts: readTlsFacts(socket, Number(clock.monotonicNs() - startedAt) / 1e6, progress) };
}
