import { chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { PlumblineError } from '../base/errors.js';
import type { NewEvent } from './events.js';
import type { Journal } from './journal.js';
import { LineSplitter } from './line-splitter.js';
import { type ClientFrame, longestFrame, longestSocketPath, type ServerFrame } from './recorder-protocol.js';

export interface RecorderServer {
  readonly path: string;
  /** Clients connected now. */
  readonly clients: number;
  /** Takes what has already arrived, then closes the socket and its clients. */
  close(): Promise<void>;
}

/**
 * Takes the events of other processes over a Unix socket into the journal, in the order in which each client sent
 * them. Only the user who runs the harness can connect (mode 0600). A client that dies, or sends rubbish, is told of in
 * the journal as a warning and never harms the others. Throws RECORD-004.
 */
export async function serveRecorder(options: {
  readonly path: string;
  readonly journal: Journal;
}): Promise<RecorderServer> {
  const { path, journal } = options;
  if (Buffer.byteLength(path) > longestSocketPath) throw new PlumblineError('RECORD-004', { place: path });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serveClient(socket, journal);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new PlumblineError('RECORD-004', { place: path, detail: cause.message, cause })),
    );
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  server.on('error', (cause) => warn(journal, `recorder socket: ${cause.message}`));
  return {
    path,
    get clients() {
      return sockets.size;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        // What a client has written lies in the kernel's buffer: one turn of the loop reads it before the end.
        setImmediate(() => {
          for (const socket of sockets) socket.destroySoon();
        });
      }),
  };
}

function warn(journal: Journal, text: string): void {
  try {
    journal.append({ type: 'warning', mark: 'anomaly', code: 'RECORD-003', text });
  } catch {
    // The journal itself has failed; whoever appends next is told by RECORD-001.
  }
}

function serveClient(socket: Socket, journal: Journal): void {
  const lines = new LineSplitter(longestFrame);
  const answer = (frame: ServerFrame): void => {
    if (socket.writable) socket.write(`${JSON.stringify(frame)}\n`);
  };
  const take = (text: string): void => {
    const frame = parseFrame(text);
    if (frame === undefined) {
      warn(journal, `a client of the recorder sent ${text.length} characters that are no event; left out`);
    } else if ('event' in frame) {
      try {
        journal.append(frame.event);
      } catch (cause) {
        answer({ failed: cause instanceof Error ? cause.message : String(cause) });
      }
    } else {
      const id = frame.flush;
      journal.flush().then(
        () => answer({ flushed: id, head: journal.head.hash }),
        (cause: Error) => answer({ failed: cause.message }),
      );
    }
  };
  socket.on('data', (chunk: Buffer) => {
    if (!lines.push(chunk, take)) {
      warn(journal, `a client of the recorder sent an event over ${longestFrame} bytes and was cut off`);
      socket.destroy();
    }
  });
  socket.on('error', (cause) => warn(journal, `a client of the recorder failed: ${cause.message}`));
  socket.on('end', () => {
    if (lines.pending > 0)
      warn(journal, 'a client of the recorder ended in the middle of an event; that event is lost');
  });
}

function parseFrame(text: string): ClientFrame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('flush' in value) return typeof value.flush === 'number' ? { flush: value.flush } : undefined;
  if (!('event' in value) || typeof value.event !== 'object' || value.event === null) return undefined;
  if (!('type' in value.event) || typeof value.event.type !== 'string') return undefined;
  // Number and hashes are the journal's to give.
  const { seq: _seq, prev: _prev, hash: _hash, ...event } = value.event as Record<string, unknown>;
  return { event: event as unknown as NewEvent };
}
