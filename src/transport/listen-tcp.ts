import { createServer, type Socket } from 'node:net';
import { PlumblineError } from '../base/errors.js';

export interface TcpServer {
  /** The port it listens on. */
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/**
 * Serves connections one by one; a connection with an error is closed.
 * @param host address to listen on
 * @param port 0 lets the system choose
 * @throws PlumblineError BENCH-017 when the address cannot be listened on
 */
export async function listenTcp(host: string, port: number, serve: (socket: Socket) => void): Promise<TcpServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new PlumblineError('BENCH-017', { place: `${host}:${port}`, detail: cause.message, cause }));
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
