import { connect, type Socket } from 'node:net';
import { type Clock, systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import type { NewEvent, Recorder } from './events.js';
import { isoTime } from './iso-time.js';
import { LineSplitter } from './line-splitter.js';
import { longestFrame, recorderVariable, type ServerFrame } from './recorder-protocol.js';

/** Events that may wait for the recorder, in bytes; what comes on top of that is dropped and counted. */
const longestQueue = 64 * 1024 * 1024;

export interface RecorderClient extends Recorder {
  /** Events that could not be sent. `flush` rejects once there are any. */
  readonly lost: number;
  /** Flushes, then closes. Rejects like `flush`. */
  close(): Promise<void>;
}

/**
 * Connects to the recorder of the process that owns the journal. The socket does not keep the process alive on its own;
 * a waiting `flush` does. Rejects with RECORD-003 when nobody listens there.
 */
export async function connectRecorder(path: string, options: { readonly clock?: Clock } = {}): Promise<RecorderClient> {
  const socket = connect({ path });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (cause) =>
      reject(new PlumblineError('RECORD-003', { place: path, detail: cause.message, cause })),
    );
  });
  socket.removeAllListeners('error');
  return new SocketRecorder(socket, path, options.clock ?? systemClock);
}

/** Connects to the recorder named in the environment; undefined when none is named. */
export async function recorderFromEnvironment(environment: NodeJS.ProcessEnv): Promise<RecorderClient | undefined> {
  const path = environment[recorderVariable];
  return path === undefined || path === '' ? undefined : connectRecorder(path);
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class SocketRecorder implements RecorderClient {
  readonly #waiting = new Map<number, Waiting>();
  #lost = 0;
  #nextFlush = 1;
  #failure: string | undefined;

  constructor(
    readonly socket: Socket,
    private readonly path: string,
    private readonly clock: Clock,
  ) {
    const lines = new LineSplitter(longestFrame);
    socket.on('data', (chunk: Buffer) => lines.push(chunk, (line) => this.#take(JSON.parse(line) as ServerFrame)));
    socket.on('error', (cause) => this.#fail(cause.message));
    socket.on('close', () => this.#fail('the connection was closed'));
    socket.unref();
  }

  get lost(): number {
    return this.#lost;
  }

  record(event: NewEvent): void {
    if (this.#failure !== undefined || this.socket.writableLength > longestQueue) {
      this.#lost += 1;
      return;
    }
    const timed = { ...event, at: event.at ?? isoTime(this.clock.wallNs()) };
    this.socket.write(`${JSON.stringify({ event: timed })}\n`);
  }

  flush(): Promise<void> {
    if (this.#failure !== undefined || this.#lost > 0) return Promise.reject(this.#error());
    const id = this.#nextFlush;
    this.#nextFlush += 1;
    this.socket.ref();
    return new Promise<void>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.socket.write(`${JSON.stringify({ flush: id })}\n`);
    });
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#failure ??= 'it is closed';
      this.socket.end();
    }
  }

  #take(frame: ServerFrame): void {
    if ('failed' in frame) {
      this.#fail(frame.failed);
      return;
    }
    const waiting = this.#waiting.get(frame.flushed);
    this.#waiting.delete(frame.flushed);
    if (this.#waiting.size === 0) this.socket.unref();
    if (this.#lost > 0) waiting?.reject(this.#error());
    else waiting?.resolve();
  }

  #fail(reason: string): void {
    this.#failure ??= reason;
    this.socket.unref();
    for (const waiting of this.#waiting.values()) waiting.reject(this.#error());
    this.#waiting.clear();
  }

  #error(): PlumblineError {
    const lost = this.#lost > 0 ? `${this.#lost} events lost` : undefined;
    return new PlumblineError('RECORD-003', {
      place: this.path,
      detail: [this.#failure, lost].filter((part) => part !== undefined).join('; '),
    });
  }
}
