import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import { type Clock, systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import { chooseChain } from './chain-choice.js';
import { endpointOf, formatEndpoint, isIpv6, isLinkLocal, splitZone, withZone } from './endpoint.js';
import { plainTlsCause } from './tls-cause.js';
import { chooseTls } from './tls-choice.js';
import { serverContextOptions } from './tls-context.js';
import { readTlsFacts, type TlsProgress } from './tls-facts.js';
import type { TlsServerOptions } from './tls-options.js';
import type { V2gConnection } from './v2g-connection.js';
import { V2gSocket } from './v2g-socket.js';

/** Connections that may wait to be accepted: all vehicles of a big site after a power failure. The kernel's bound holds too. */
const backlog = 1024;

export interface ListenV2gOptions {
  /** IPv6 (or IPv4) literal, `fe80::1` or `fe80::1%mesh0`, `::` for any. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  /** 1 to 65535; 0: the kernel picks one. An SECC announces one of 49152 to 65535 (ISO 15118-2, table 6). */
  readonly port: number;
  /** Present: TLS or nothing. There is no way back to plain TCP. */
  readonly tls?: TlsServerOptions;
  /** Beside `tls`, for peers whose ClientHello offers TLS 1.3; `tls` is then for the older ones. */
  readonly tls13?: TlsServerOptions;
  /** Called with each line of the NSS key log. */
  readonly keylog?: (line: string) => void;
  /** Largest payload length that is believed, bytes. Default 1 MiB. */
  readonly maxPayload?: number;
  readonly clock?: Clock;
  /** Decides when an accepted TCP connection goes on to TLS or V2GTP, by calling `go`. Default: at once. */
  readonly admit?: (tcp: Socket, go: () => void) => void;
  /** A peer is there; with TLS, its handshake is finished. The callee closes the connection in the end. */
  onConnection(connection: V2gConnection): void;
  /** A handshake failed or the listener broke; the listener goes on if it can. */
  onError?(error: Error): void;
}

export interface V2gListener {
  readonly port: number;
  /** Stops listening; connections that exist stay, unfinished handshakes end. */
  close(): Promise<void>;
}

/**
 * Listens for V2GTP connections as the SECC does.
 * @throws TRANSPORT-005 chain or key unusable, TRANSPORT-008 the port cannot be opened, TRANSPORT-009 link-local address
 * without interface
 */
export async function listenV2g(options: ListenV2gOptions): Promise<V2gListener> {
  const clock = options.clock ?? systemClock;
  const host = withZone(options.host, options.scope);
  const scope = splitZone(host).scope ?? options.scope;
  if (isLinkLocal(host) && splitZone(host).scope === undefined)
    throw new PlumblineError('TRANSPORT-009', { place: host });
  const place = formatEndpoint(endpointOf(host, options.port));
  const pending = new Set<Socket>();
  const acceptor = (tls: TlsServerOptions) => tlsAcceptor(options, tls, place, clock, scope, pending);
  const accept = options.tls === undefined ? acceptPlain : acceptTls(options.tls);
  const server = createTcpServer({ allowHalfOpen: true, noDelay: true }, (tcp) => {
    if (options.admit === undefined) accept(tcp);
    else hold(tcp, options.admit);
  });

  /** A connection that waits outside: it may go away meanwhile, and ends with the listener. */
  function hold(tcp: Socket, admit: NonNullable<ListenV2gOptions['admit']>): void {
    pending.add(tcp);
    tcp.once('close', () => pending.delete(tcp));
    tcp.on('error', () => undefined);
    admit(tcp, () => {
      if (tcp.destroyed) return;
      pending.delete(tcp);
      accept(tcp);
    });
  }

  function acceptPlain(tcp: Socket): void {
    options.onConnection(new V2gSocket(tcp, { scope, tcp, maxPayload: options.maxPayload, clock }));
  }

  function acceptTls(tls: TlsServerOptions): (tcp: Socket) => void {
    const { tls13 } = options;
    const { handshakeTimeoutMs: timeoutMs = 10_000 } = tls;
    if (tls13 === undefined && (tls.others ?? []).length === 0) return acceptor(tls);
    const choiceOf = (by: TlsServerOptions) =>
      chooseChain(acceptor(by), by.others ?? [], (other) => acceptor({ ...withoutStaple(by), ...other }));
    const older = choiceOf(tls);
    // A port of one edition alone: its own server refuses whoever wants the other one's TLS.
    const newer = tls13 === undefined ? older : choiceOf(tls13);
    return (tcp) => {
      pending.add(tcp);
      tcp.once('close', () => pending.delete(tcp));
      // An error ends in 'close' too; without a listener it would end the process.
      tcp.on('error', () => undefined);
      const onTimeout = () => {
        const detail = 'no ClientHello: ERR_TLS_HANDSHAKE_TIMEOUT';
        options.onError?.(new PlumblineError('TRANSPORT-003', { place: `${place} from ${formatRemote(tcp)}`, detail }));
        tcp.destroy();
      };
      chooseTls(tcp, { tls13: newer, older, timeoutMs, onTimeout });
    };
  }

  await listening(server, host, options.port, place);
  server.on('error', (error) => options.onError?.(error));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        for (const tcp of pending) tcp.destroy();
        // The callback waits for open connections too, and those are not ours to wait for.
        server.close();
        server.unref();
        resolve();
      }),
  };
}

/** The staple is about one certificate: another chain has its own or none. */
function withoutStaple({ ocspResponse: _, ...tls }: TlsServerOptions): TlsServerOptions {
  return tls;
}

/** Feeds accepted TCP sockets to a TLS server that never listens itself, so that each TLS socket keeps its TCP socket. */
function tlsAcceptor(
  options: ListenV2gOptions,
  tls: TlsServerOptions,
  place: string,
  clock: Clock,
  scope: string | undefined,
  pending: Set<Socket>,
): (tcp: Socket) => void {
  const server: TlsServer = createTlsServer({
    ...serverContextOptions(tls, place),
    requestCert: tls.profile.mutual,
    rejectUnauthorized: tls.profile.mutual && tls.admitsUntrusted !== true,
    allowHalfOpen: true,
    handshakeTimeout: tls.handshakeTimeoutMs ?? 10_000,
    ...(tls.alpn === undefined ? {} : { ALPNProtocols: [...tls.alpn] }),
  });
  const started = new Map<string, { readonly tcp: Socket; readonly at: bigint }>();
  const keyOf = (socket: Socket) => `${socket.remoteAddress}|${socket.remotePort}`;
  server.on('keylog', (line: Buffer) => options.keylog?.(line.toString('latin1').trimEnd()));
  if (tls.ocspResponse !== undefined) {
    const response = Buffer.from(tls.ocspResponse);
    server.on('OCSPRequest', (_certificate, _issuer, callback) => callback(null, response));
  }
  server.on('secureConnection', (socket: TLSSocket) => {
    const entry = started.get(keyOf(socket));
    if (entry === undefined) {
      socket.destroy();
      return;
    }
    pending.delete(entry.tcp);
    const progress: TlsProgress = { confirmedBy: 'data' };
    const facts = readTlsFacts(socket, Number(clock.monotonicNs() - entry.at) / 1e6, progress);
    const common = { scope, tcp: entry.tcp, maxPayload: options.maxPayload, clock };
    options.onConnection(new V2gSocket(socket, { ...common, tls: facts }));
  });
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    const entry = [...started.values()].find((candidate) => candidate.tcp.remotePort === socket.remotePort);
    const from = entry === undefined ? place : `${place} from ${formatRemote(entry.tcp)}`;
    const untrusted = socket.authorizationError ?? undefined;
    const detail = untrusted === undefined ? plainTlsCause(error) : plainTlsCause(codeError(untrusted));
    options.onError?.(new PlumblineError('TRANSPORT-003', { place: from, detail, cause: error }));
  });
  return (tcp) => {
    const key = keyOf(tcp);
    started.set(key, { tcp, at: clock.monotonicNs() });
    pending.add(tcp);
    tcp.once('close', () => {
      started.delete(key);
      pending.delete(tcp);
    });
    server.emit('connection', tcp);
  };
}

function codeError(reason: Error | string): Error {
  return reason instanceof Error ? reason : Object.assign(new Error(reason), { code: reason });
}

function formatRemote(tcp: Socket): string {
  return formatEndpoint(endpointOf(tcp.remoteAddress, tcp.remotePort));
}

function listening(server: Server, host: string, port: number, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new PlumblineError('TRANSPORT-008', { place, detail: plainTlsCause(error), cause: error }));
    });
    server.listen({ host, port, backlog, ...(isIpv6(host) ? { ipv6Only: true } : {}) }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
