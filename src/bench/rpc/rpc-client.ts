import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { RpcAnswer } from './rpc-messages.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A caller of an {@link serveRpc} socket; connects on the first call. An open one does not keep the process alive. */
export class RpcClient {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #socket: Promise<Socket> | undefined;
  #next = 1;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Calls a method and resolves to its result.
   * @throws PlumblineError what the other side threw, or BENCH-018 when it is gone
   */
  async call(method: string, params: unknown = {}): Promise<unknown> {
    this.#socket ??= this.#connect();
    const socket = await this.#socket;
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.ref();
      socket.write(`${JSON.stringify({ id, method, params })}\n`);
    });
  }

  async close(): Promise<void> {
    const socket = await this.#socket?.catch(() => undefined);
    this.#socket = undefined;
    if (socket === undefined) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
  }

  #connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#path);
      const lost = (detail: string) => {
        this.#socket = undefined;
        const error = new PlumblineError('BENCH-018', { place: this.#path, detail });
        for (const { reject: fail } of this.#waiting.values()) fail(error);
        this.#waiting.clear();
        reject(error);
      };
      socket.once('connect', () => resolve(socket));
      socket.once('error', (error) => lost(error.message));
      socket.once('close', () => lost('the connection was closed'));
      createInterface({ input: socket }).on('line', (line) => this.#settle(socket, JSON.parse(line) as RpcAnswer));
    });
  }

  #settle(socket: Socket, { id, result, error }: RpcAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) socket.unref();
    if (error === undefined) waiting?.resolve(result);
    else {
      const { code, ...details } = error;
      waiting?.reject(new PlumblineError(code, details));
    }
  }
}
