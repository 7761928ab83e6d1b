import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { PlumblineError } from '../../base/errors.js';
import type { ControlReply } from './control-commands.js';

export interface ControlSocketOptions {
  /** Path of the Unix socket; only the gateway's user may open it (mode 0600). */
  readonly path: string;
  /** Answers one line. Never throws. */
  readonly handle: (line: string) => Promise<ControlReply>;
  readonly onError: (error: Error) => void;
}

export interface ControlSocket {
  close(): Promise<void>;
}

const maxLine = 65_536;

/**
 * Opens the control socket: JSON lines in, one JSON line back for each, in order. A socket that a dead gateway left is
 * removed; one that answers is not.
 * @throws GATEWAY-040
 */
export async function openControlSocket(options: ControlSocketOptions): Promise<ControlSocket> {
  await removeStale(options.path);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', options.onError);
    serve(client, options.handle);
  });
  await listening(server, options.path);
  chmodSync(options.path, 0o600);
  server.on('error', options.onError);
  return {
    close: () =>
      new Promise((resolve) => {
        for (const client of clients) client.destroy();
        server.close(() => resolve());
      }),
  };
}

function serve(client: Socket, handle: (line: string) => Promise<ControlReply>): void {
  let rest = '';
  let queue = Promise.resolve();
  client.setEncoding('utf8');
  client.on('data', (chunk: string) => {
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLine) client.destroy();
    for (const line of lines) {
      if (line.trim() === '') continue;
      queue = queue.then(async () => {
        const reply = await handle(line);
        if (!client.destroyed) client.write(`${JSON.stringify(reply)}\n`);
      });
    }
  });
}

async function removeStale(path: string): Promise<void> {
  let isSocket: boolean;
  try {
    isSocket = lstatSync(path).isSocket();
  } catch {
    return;
  }
  if (!isSocket) throw new PlumblineError('GATEWAY-040', { place: path, detail: 'something else lies at this path' });
  const answers = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (answers) throw new PlumblineError('GATEWAY-040', { place: path, detail: 'another gateway listens there' });
  unlinkSync(path);
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new PlumblineError('GATEWAY-040', { place: path, detail: error.message, cause: error })),
    );
    server.listen(path, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
