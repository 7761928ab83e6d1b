import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { isIpv6 } from '../endpoint.js';
import { plainCode, plainTlsCause } from '../tls-cause.js';
import { serverContextOptions } from '../tls-context.js';
import { type ClientFacts, readClientFacts } from './client-facts.js';
import { mergeProfiles, type Sep2ProfileName } from './sep2-profiles.js';

export interface Sep2ListenOptions {
  /** Address, with its zone when link-local; `::` for all. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly profiles: readonly Sep2ProfileName[];
  /** Own chain, PEM, leaf first; key, PEM. */
  readonly chain: string;
  readonly key: string;
  /** Roots that devices must come from, PEM. */
  readonly clientRoots: readonly string[];
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly clock: Clock;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse, client: ClientFacts) => void;
  /** A handshake that came to nothing: wrong certificate, no cipher in common, no TLS at all. */
  readonly onRefusedHandshake: (refusal: RefusedHandshake) => void;
  /** Octets that are no HTTP, headers too long or too slow, what no resource can answer: answered with `status` and closed. */
  readonly onBadRequest: (refusal: BadRequest) => void;
  /** Every connection that went through the handshake, and its end. */
  readonly onConnection?: (client: ClientFacts, ended: boolean) => void;
  readonly onKeyLog?: (line: string) => void;
}

export interface RefusedHandshake {
  readonly atNs: bigint;
  readonly remote: string;
  readonly reason: string;
}

export interface BadRequest extends RefusedHandshake {
  readonly client: ClientFacts;
  readonly status: 400 | 405 | 408 | 417 | 431;
}

export interface Sep2Listener {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  close(): Promise<void>;
}

/** How often slow requests are looked for, ms: what a time limit may be late by. */
const checkMs = 250;
const handshakeTimeoutMs = 10_000;

/**
 * Listens for devices as a server of IEEE 2030.5: mutual TLS, HTTP/1.1 with connections that stay.
 * @throws TRANSPORT-005 own chain or key unusable, TRANSPORT-008 the port is taken
 */
export async function listenSep2(options: Sep2ListenOptions): Promise<Sep2Listener> {
  const place = `[${options.host}]:${options.port}`;
  const { profiles, chain, key, clientRoots, clock } = options;
  const tls = serverContextOptions({ profile: mergeProfiles(profiles), chain, key, clientRoots }, place);
  const settings: ServerOptions & { handshakeTimeout: number } = {
    ...tls,
    requestCert: true,
    rejectUnauthorized: true,
    handshakeTimeout: handshakeTimeoutMs,
    headersTimeout: Math.min(options.headersTimeoutMs, options.requestTimeoutMs),
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: options.idleTimeoutMs,
    connectionsCheckingInterval: checkMs,
    noDelay: true,
    // Looked at here: Node would refuse it without telling anybody.
    requireHostHeader: false,
  };
  const server = createServer(settings);
  const clients = new Map<Socket, ClientFacts>();
  /** TCP connections, also those whose handshake is under way: HTTP does not know of them yet, and would not end them. */
  const accepted = new Set<Socket>();
  let closing = false;
  let count = 0;
  server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    accepted.add(socket);
    socket.once('close', () => accepted.delete(socket));
  });
  server.on('secureConnection', (socket) => {
    const client = readClientFacts(socket, ++count);
    clients.set(socket, client);
    options.onConnection?.(client, false);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clients.delete(socket);
      options.onConnection?.(client, true);
    });
  });
  const refuse = (
    socket: Socket,
    client: ClientFacts | undefined,
    status: BadRequest['status'],
    reason: string,
  ): void => {
    if (client === undefined) {
      // Node tells failed handshakes twice.
      socket.destroy();
      return;
    }
    options.onBadRequest({ atNs: clock.monotonicNs(), remote: client.remote, client, status, reason });
    if (socket.writable)
      socket.end(`HTTP/1.1 ${status} ${words[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else socket.destroy();
  };
  server.on('request', (request, response) => {
    const client = clients.get(request.socket);
    if (client === undefined) response.destroy();
    else if (request.headers.host === undefined && request.httpVersion === '1.1') {
      refuse(request.socket, client, 400, 'HTTP/1.1 without Host (RFC 9112, 3.2)');
    } else options.onRequest(request, response, client);
  });
  // Node answers these two by itself, or not at all, and would tell nobody.
  server.on('checkExpectation', (request) => {
    refuse(request.socket, clients.get(request.socket), 417, `Expect: ${request.headers.expect}`);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    refuse(socket, clients.get(request.socket), 405, 'CONNECT: this server is no proxy');
  });
  server.on('tlsClientError', (error, socket) => {
    options.onRefusedHandshake({
      atNs: clock.monotonicNs(),
      remote: remoteOf(socket),
      reason: reasonOf(error, socket),
    });
  });
  server.on('clientError', (error, socket) => {
    refuse(socket as Socket, clients.get(socket as Socket), statusOf(error), plainTlsCause(error));
  });
  if (options.onKeyLog !== undefined)
    server.on('keylog', (line) => options.onKeyLog?.(line.toString('latin1').trimEnd()));
  await listening(server, options.host, options.port, place);
  const { port } = server.address() as AddressInfo;
  return {
    host: options.host,
    port,
    get connections() {
      return clients.size;
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of [...clients.keys(), ...accepted]) socket.destroy();
      }),
  };
}

const words = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
} as const;

function statusOf(error: Error): BadRequest['status'] {
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** Node closes a connection whose certificate it does not believe without an error of its own; the socket knows why. */
function reasonOf(error: Error, socket: TLSSocket): string {
  const why: unknown = socket.authorizationError;
  if (why === undefined || why === null) return plainTlsCause(error);
  return plainCode(why instanceof Error ? String(Reflect.get(why, 'code') ?? why.message) : String(why));
}

function remoteOf(socket: TLSSocket): string {
  return socket.remoteAddress === undefined ? '?' : `${socket.remoteAddress}:${socket.remotePort ?? 0}`;
}

function listening(server: Server, host: string, port: number, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new PlumblineError('TRANSPORT-008', { place, detail: plainTlsCause(error), cause: error })),
    );
    server.listen({ host, port, ipv6Only: isIpv6(host) && host !== '::' }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      resolve();
    });
  });
}
