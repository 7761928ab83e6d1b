import { type Socket, connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Clock } from '../../base/clock.js';
import { withZone } from '../../transport/endpoint.js';
import type { NodeGeneratorOptions } from './generator-options.js';
import type { FailedStep, HandshakeLine } from './load-command.js';
import type { NodeVehicles } from './node-vehicles.js';

/** An outcome and the connection behind it, which stays open until its holder ends it. */
export interface Tried {
  readonly line: HandshakeLine;
  readonly connection?: TLSSocket;
}

/** Errors for which the machine of the generator is to blame. */
const ownErrors = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);

/** What a vehicle needs besides itself. */
export interface HandshakeContext {
  readonly options: NodeGeneratorOptions;
  readonly vehicles: NodeVehicles;
  readonly clock: Clock;
  /** Beginning of the round, monotonic ns. */
  readonly beganNs: bigint;
}

/** Connects once and waits for the server's word. Never throws: a failure is an outcome. */
export function nodeHandshake(context: HandshakeContext, vehicle: number, dueNs: bigint): Promise<Tried> {
  const { options, vehicles, clock, beganNs } = context;
  const startNs = clock.monotonicNs();
  const us = (ns: bigint) => Math.round(Number(ns) / 1000);
  const times = () => [vehicle, us(dueNs - beganNs), us(startNs - beganNs), us(clock.monotonicNs() - startNs)] as const;
  return new Promise((resolve) => {
    let step: 'TCP' | 'TLS' | 'WORD' = 'TCP';
    let tls: TLSSocket | undefined;
    let cancelConfirm: (() => void) | undefined;
    const tcp = tcpConnect({ host: withZone(options.host, options.scope), port: options.port, noDelay: true });
    const settle = (tried: Tried) => {
      cancelTime();
      cancelConfirm?.();
      // Whatever comes later happens to a connection that is held, and is nobody's failure.
      for (const socket of [tcp, tls]) socket?.removeAllListeners('close');
      resolve(tried);
    };
    const fail = (kind: FailedStep, error: string) => {
      settle({ line: [...times(), kind, error] });
      (tls ?? tcp).destroy();
    };
    const succeed = (socket: TLSSocket, confirmed: boolean) => {
      const resumed = socket.isSessionReused() ? 1 : 0;
      const version = socket.getProtocol() ?? 'unknown';
      settle({ line: [...times(), 'ok', version, confirmed ? 1 : 0, resumed], connection: socket });
    };
    const onError = (error: Error) => fail(...failureOf(error, step, tls));
    const onEnd = () => fail(step === 'WORD' ? 'word' : step === 'TLS' ? 'tls' : 'tcp', 'CLOSED');
    const cancelTime = clock.after(options.timeoutMs, () => fail('time', step));
    tcp.on('error', onError);
    tcp.once('connect', () => {
      step = 'TLS';
      tls = begin(tcp, options, vehicles, vehicle);
      const socket = tls;
      socket.on('error', onError);
      socket.once('close', onEnd);
      socket.once('end', onEnd);
      socket.on('session', (session: Buffer) => {
        vehicles.keepSession(vehicle, session);
        // In the midst of OpenSSL's call-back nothing may be written: the next turn of the loop may.
        if (options.word === 'ticket' && step === 'WORD') setImmediate(() => succeed(socket, true));
      });
      socket.once('secureConnect', () => {
        step = 'WORD';
        if (options.exchange !== undefined) socket.write(options.exchange);
        if (options.word === 'none') return succeed(socket, true);
        if (options.word === 'ticket') cancelConfirm = clock.after(options.confirmMs, () => succeed(socket, false));
        socket.once('data', () => succeed(socket, true));
      });
      socket.resume();
    });
  });
}

function begin(tcp: Socket, options: NodeGeneratorOptions, vehicles: NodeVehicles, vehicle: number): TLSSocket {
  const session = vehicles.session(vehicle);
  const connection: ConnectionOptions & { requestOCSP: boolean } = {
    socket: tcp,
    secureContext: vehicles.context(vehicle),
    // A SECC is named by its SECCID, a device by its hardware: the chain decides.
    checkServerIdentity: () => undefined,
    requestOCSP: options.staple,
    ...(session === undefined ? {} : { session }),
  };
  return tlsConnect(connection);
}

function failureOf(error: Error, step: 'TCP' | 'TLS' | 'WORD', tls: TLSSocket | undefined): [FailedStep, string] {
  const code: unknown = Reflect.get(error, 'code');
  const name = typeof code === 'string' ? code : 'UNKNOWN';
  if (ownErrors.has(name)) return ['own', name];
  const distrust = tls?.authorizationError;
  if (distrust !== null && distrust !== undefined) return ['trust', name];
  return [step === 'TCP' ? 'tcp' : step === 'TLS' ? 'tls' : 'word', name];
}
