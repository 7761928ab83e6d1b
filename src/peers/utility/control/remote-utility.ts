import { connect, type Socket } from 'node:net';
import { PlumblineError } from '../../../base/errors.js';
import { type SteeringMethod, steeringMethods, type UtilityReady, type UtilitySteering } from '../utility-control.js';
import type { ControlAnswer } from './control-socket.js';
import { fromJson, toJson } from './json-form.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls methods of a utility server in another process. An open line does not keep this process alive. */
class ControlLine {
  readonly #path: string;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #rest = '';
  #lost: PlumblineError | undefined;

  constructor(socket: Socket, path: string) {
    this.#path = path;
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('error', (error) => this.#lose(error.message));
    socket.on('close', () => this.#lose('the server has ended, or closed its control socket'));
    socket.unref();
  }

  call(method: string, params: readonly unknown[]): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.ref();
      this.#socket.write(`${toJson({ id, method, params })}\n`);
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.destroy();
    });
  }

  #read(chunk: string): void {
    this.#rest += chunk;
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#settle(fromJson(line) as ControlAnswer);
  }

  #settle({ id, result, error }: ControlAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#socket.unref();
    if (error === undefined) waiting?.resolve(result);
    else {
      const { code, ...details } = error;
      waiting?.reject(new PlumblineError(code, details));
    }
  }

  #lose(detail: string): void {
    this.#lost ??= new PlumblineError('PEERS-030', { place: this.#path, detail });
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}

/**
 * Takes up the line to a utility server that runs. @param onClose what closing means besides hanging up
 * @throws PEERS-030 nobody answers
 */
export async function connectUtility(path: string, onClose?: () => Promise<unknown>): Promise<UtilitySteering> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect(path);
    opening.once('connect', () => resolve(opening));
    opening.once('error', (cause) =>
      reject(new PlumblineError('PEERS-030', { place: path, detail: cause.message, cause })),
    );
  });
  socket.removeAllListeners('error');
  const line = new ControlLine(socket, path);
  const ready = (await line.call('ready', [])) as UtilityReady;
  const methods = Object.fromEntries(
    steeringMethods.map((method) => [method, (...params: readonly unknown[]) => line.call(method, params)]),
  ) as Pick<UtilitySteering, SteeringMethod>;
  const close = async () => {
    await line.close();
    await onClose?.();
  };
  return { ...methods, ready, close };
}
