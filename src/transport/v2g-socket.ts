import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import { encodeV2gtp } from '../wire/v2gtp.js';
import { type Endpoint, endpointOf, formatEndpoint } from './endpoint.js';
import { FrameAssembler } from './frame-assembler.js';
import { plainTlsCause } from './tls-cause.js';
import type { TlsFacts } from './tls-options.js';
import type { Received, ReceivedClosed, V2gConnection } from './v2g-connection.js';

export const defaultMaxPayload = 1_048_576;
/** Frames that wait to be received; beyond it the socket is paused, and TCP slows the peer down. */
const queueLimitBytes = 4 * 1_048_576;
/** A write of so many bytes fits into an empty send buffer of the kernel, whatever its settings. */
const directWriteLimit = 65_536;
/** After our FIN the peer has this long to end its side; then the socket is destroyed. */
const closeLingerMs = 1000;

interface Waiter {
  readonly settle: (received: Received) => void;
  readonly cancelTimer: () => void;
}

export interface V2gSocketOptions {
  readonly scope?: string | undefined;
  readonly tls?: TlsFacts | undefined;
  /** TCP socket below TLS, which alone can send RST. */
  readonly tcp: Socket;
  readonly maxPayload?: number | undefined;
  readonly clock: Clock;
}

/** A V2gConnection over a connected socket, plain or TLS. */
export class V2gSocket implements V2gConnection {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly tls?: TlsFacts;
  readonly #socket: Socket | TLSSocket;
  readonly #tcp: Socket;
  readonly #clock: Clock;
  readonly #assembler: FrameAssembler;
  readonly #queue: Exclude<Received, { kind: 'timeout' | 'closed' }>[] = [];
  #queuedBytes = 0;
  readonly #waiters: Waiter[] = [];
  #ended: ReceivedClosed | undefined;
  #closing = false;

  constructor(socket: Socket | TLSSocket, options: V2gSocketOptions) {
    this.#socket = socket;
    this.#tcp = options.tcp;
    this.#clock = options.clock;
    this.#assembler = new FrameAssembler(options.maxPayload ?? defaultMaxPayload);
    this.local = endpointOf(options.tcp.localAddress, options.tcp.localPort, options.scope);
    this.remote = endpointOf(options.tcp.remoteAddress, options.tcp.remotePort, options.scope);
    if (options.tls !== undefined) this.tls = options.tls;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('end', () => this.#onEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => this.#onError(error));
    socket.on('close', () => this.#finish(this.#closing ? 'local' : 'error', 'the socket was destroyed'));
    // Errors of the TCP socket reach the TLS socket above it too, or the probe of #onEnd.
    if (socket !== options.tcp) options.tcp.on('error', () => undefined);
    // It may have died between the handshake and now.
    if (socket.errored !== null && socket.errored !== undefined) this.#onError(socket.errored);
  }

  send(payloadType: number, payload: Uint8Array): Promise<bigint> {
    return this.sendRaw(encodeV2gtp(payloadType, payload));
  }

  sendRaw(bytes: Uint8Array): Promise<bigint> {
    return new Promise((resolve, reject) => {
      if (this.#closing || this.#socket.destroyed || this.#socket.writableEnded) return reject(this.#closedError());
      // With nothing queued before it, a frame of usual size goes to the kernel within the call, and the callback comes some
      // turns later (TLS: after the answer, at times). Behind a backlog it goes when the callback comes.
      const direct = this.#socket.writableLength === 0 && bytes.length <= directWriteLimit;
      let writtenAt: bigint | undefined;
      this.#socket.write(bytes, (error) => {
        if (error !== null && error !== undefined) return reject(this.#closedError(error));
        resolve(writtenAt ?? this.#clock.monotonicNs());
      });
      if (direct) writtenAt = this.#clock.monotonicNs();
    });
  }

  receive(timeoutMs: number): Promise<Received> {
    const next = this.#queue.shift();
    if (next !== undefined) {
      this.#queuedBytes -= next.raw.length;
      if (this.#queuedBytes < queueLimitBytes && this.#socket.isPaused()) this.#socket.resume();
      return Promise.resolve(next);
    }
    if (this.#ended !== undefined) return Promise.resolve(this.#ended);
    if (timeoutMs <= 0) return Promise.resolve({ kind: 'timeout', ...this.#partial() });
    return new Promise((resolve) => {
      const waiter: Waiter = {
        settle: resolve,
        cancelTimer: this.#clock.after(timeoutMs, () => {
          this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
          resolve({ kind: 'timeout', ...this.#partial() });
        }),
      };
      this.#waiters.push(waiter);
    });
  }

  close(how: 'fin' | 'reset' = 'fin'): Promise<void> {
    this.#closing = true;
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      const cancel = this.#clock.after(closeLingerMs, () => this.#socket.destroy());
      this.#socket.once('close', () => {
        cancel();
        resolve();
      });
      // What the peer still sends is read and thrown away: unread bytes would turn our FIN into a RST.
      this.#socket.resume();
      if (how === 'fin') this.#socket.end();
      else if (this.tls === undefined) this.#tcp.resetAndDestroy();
      // The caller may stand in a call-back of the handshake: OpenSSL still works on what would be freed here, and the
      // process would die. In the next turn it is out of there.
      else setImmediate(() => this.#resetBelowTls());
    });
  }

  #resetBelowTls(): void {
    this.#tcp.resetAndDestroy();
    this.#socket.destroy();
  }

  /** Resolves as soon as the connection is over, with how. */
  get ended(): ReceivedClosed | undefined {
    return this.#ended;
  }

  #onData(chunk: Buffer): void {
    const at = this.#clock.monotonicNs();
    if (this.#closing) return;
    for (const received of this.#assembler.push(chunk, at)) {
      const waiter = this.#waiters.shift();
      if (waiter === undefined) {
        this.#queue.push(received);
        this.#queuedBytes += received.raw.length;
      } else {
        waiter.cancelTimer();
        waiter.settle(received);
      }
    }
    if (this.#queuedBytes >= queueLimitBytes) this.#socket.pause();
  }

  /**
   * The stream is at its end: by FIN, or by a RST on the heels of data, which libuv reports as an end too. A write of no
   * bytes puts nothing on the wire and meets the error that the kernel holds, if there is one. It goes past TLS, which
   * would keep that error to itself.
   */
  #onEnd(): void {
    const told = (error?: Error | null) => (error ? this.#onError(error) : this.#finish('fin'));
    // Behind a backlog the probe would have to wait; the backlog itself meets the error within this turn of the loop.
    if (this.#closing || !this.#tcp.writable) this.#finish('fin');
    else if (this.#socket.writableLength > 0) setImmediate(told);
    else this.#tcp.write(new Uint8Array(), told);
  }

  #onError(error: NodeJS.ErrnoException): void {
    const reset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    this.#finish(this.#closing ? 'local' : reset ? 'reset' : 'error', plainTlsCause(error));
  }

  #finish(how: ReceivedClosed['how'], detail?: string): void {
    if (this.#ended !== undefined) return;
    const said = detail === undefined || how === 'local' ? {} : { detail };
    this.#ended = { kind: 'closed', how, ...said, ...this.#partial(), at: this.#clock.monotonicNs() };
    for (const waiter of this.#waiters.splice(0)) {
      waiter.cancelTimer();
      waiter.settle(this.#ended);
    }
  }

  #partial(): { partial?: Uint8Array } {
    const partial = this.#assembler.partial();
    return partial === undefined ? {} : { partial };
  }

  #closedError(cause?: Error): PlumblineError {
    const how = this.#ended === undefined ? 'closed here' : `${this.#ended.how} ${this.#ended.detail ?? ''}`.trim();
    const detail = cause === undefined ? how : plainTlsCause(cause);
    return new PlumblineError('TRANSPORT-006', { place: formatEndpoint(this.remote), detail, cause });
  }
}
