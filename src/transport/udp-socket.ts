import { createSocket, type Socket } from 'node:dgram';
import { PlumblineError } from '../base/errors.js';
import { plainTlsCause } from './tls-cause.js';

/** Opens an IPv6 UDP socket. @throws TRANSPORT-008 */
export function bindUdp6(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: 'udp6', ipv6Only: true });
    socket.once('error', (error) => {
      socket.close();
      const place = `UDP [${address}]:${port}`;
      reject(new PlumblineError('TRANSPORT-008', { place, detail: plainTlsCause(error), cause: error }));
    });
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** Sends one datagram; an error of the kernel comes back as a value. */
export function sendDatagram(
  socket: Socket,
  bytes: Uint8Array,
  port: number,
  address: string,
): Promise<Error | undefined> {
  return new Promise((resolve) => socket.send(bytes, port, address, (error) => resolve(error ?? undefined)));
}

export function closeUdp(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.close(() => resolve());
    } catch {
      resolve();
    }
  });
}
