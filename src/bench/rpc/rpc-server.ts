import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { RpcAnswer, RpcRequest } from './rpc-messages.js';

/** Answers one call; what it throws goes back to the caller. */
export type RpcHandler = (method: string, params: unknown) => Promise<unknown>;

export interface RpcServer {
  close(): Promise<void>;
}

/**
 * Serves calls on a Unix socket, one JSON object a line each way. Calls of one connection may overlap.
 * @throws PlumblineError BENCH-018 when the socket cannot be made
 */
export async function serveRpc(path: string, handler: RpcHandler): Promise<RpcServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).on('line', (line) => void answer(socket, line, handler));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new PlumblineError('BENCH-018', { place: path, detail: cause.message, cause })),
    );
    server.listen(path, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function answer(socket: Socket, line: string, handler: RpcHandler): Promise<void> {
  const { id, method, params } = JSON.parse(line) as RpcRequest;
  const send = (message: RpcAnswer) => socket.writable && socket.write(`${JSON.stringify(message)}\n`);
  try {
    send({ id, result: await handler(method, params) });
  } catch (error) {
    if (error instanceof PlumblineError) {
      const { code, place, detail, cure } = error;
      send({ id, error: { code, cure, ...(place && { place }), ...(detail && { detail }) } });
    } else {
      send({ id, error: { code: 'BENCH-018', detail: error instanceof Error ? error.message : String(error) } });
    }
  }
}
