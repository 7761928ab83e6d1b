import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import { isLinkLocal, splitZone, withZone } from './endpoint.js';
import { plainTlsCause } from './tls-cause.js';
import type { TlsClientOptions } from './tls-options.js';

/** The address as sockets take it. @throws TRANSPORT-009 link-local without interface */
export function checkedHost(host: string, scope: string | undefined): string {
  const full = withZone(host, scope);
  if (isLinkLocal(full) && splitZone(full).scope === undefined) {
    throw new PlumblineError('TRANSPORT-009', { place: host });
  }
  return full;
}

/** Waits until TCP is established. @throws TRANSPORT-001 refused or unreachable, TRANSPORT-002 too slow */
export function established(tcp: Socket, place: string, clock: Clock, timeoutMs: number): Promise<void> {
  // Errors of a socket that is given up, or between two owners, must not end the process.
  tcp.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const fail = (error: PlumblineError) => {
      settle();
      tcp.destroy();
      reject(error);
    };
    const onError = (error: Error) => {
      const code = Reflect.get(error, 'code') === 'ETIMEDOUT' ? 'TRANSPORT-002' : 'TRANSPORT-001';
      fail(new PlumblineError(code, { place, detail: plainTlsCause(error), cause: error }));
    };
    const onConnect = () => {
      settle();
      resolve();
    };
    const cancel = clock.after(timeoutMs, () => fail(new PlumblineError('TRANSPORT-002', { place, detail: 'TCP' })));
    const settle = () => {
      cancel();
      tcp.off('error', onError);
      tcp.off('connect', onConnect);
    };
    tcp.once('connect', onConnect);
    tcp.once('error', onError);
  });
}

/** Waits until the handshake is finished. @throws TRANSPORT-002 too slow, -003 it failed, -004 the peer is not trusted */
export function handshake(
  socket: TLSSocket,
  place: string,
  clock: Clock,
  timeoutMs: number,
  options: TlsClientOptions,
): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const fail = (error: PlumblineError) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error) => {
      // Raised by our own check after a handshake that went through.
      const untrusted = socket.authorizationError !== null && socket.authorizationError !== undefined;
      const detail = `${plainTlsCause(error)}; profile ${options.profile.name}`;
      fail(new PlumblineError(untrusted ? 'TRANSPORT-004' : 'TRANSPORT-003', { place, detail, cause: error }));
    };
    const onEnd = () => {
      const detail = `the peer closed the connection during the handshake; profile ${options.profile.name}`;
      fail(new PlumblineError('TRANSPORT-003', { place, detail }));
    };
    const onSecure = () => {
      settle();
      resolve();
    };
    const cancel = clock.after(timeoutMs, () => {
      const detail = `TLS; TCP is established and the peer does not finish the handshake of ${options.profile.name}`;
      fail(new PlumblineError('TRANSPORT-002', { place, detail }));
    });
    const settle = () => {
      cancel();
      socket.off('error', onError);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      socket.off('secureConnect', onSecure);
    };
    socket.once('error', onError);
    socket.once('end', onEnd);
    socket.once('close', onEnd);
    socket.once('secureConnect', onSecure);
  });
}
