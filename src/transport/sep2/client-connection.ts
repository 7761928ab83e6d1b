import type { TLSSocket } from 'node:tls';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { plainTlsCause } from '../tls-cause.js';
import type { TlsFacts } from '../tls-options.js';
import type { Sep2Request, Sep2Response } from './exchange.js';
import { type HttpResponse, HttpResponseReader, type ReaderFault } from './http-response-reader.js';
import { writeRequest } from './write-request.js';

export interface ConnectionSettings {
  readonly id: number;
  readonly place: string;
  readonly host: string;
  readonly maxBodyBytes: number;
  readonly responseTimeoutMs: number;
  readonly clock: Clock;
  /** Called once, when nothing more can be sent. */
  readonly onClosed: (by: ClosedBy, detail: string | undefined) => void;
}

export type ClosedBy = 'server-idle' | 'server-during-exchange' | 'announced' | 'asked' | 'fault';

/** How an exchange failed. */
export interface ExchangeFailure {
  readonly error: PlumblineError;
  /** Not one octet of an answer came on a connection that had worked before: the server may have closed it idle. */
  readonly stale: boolean;
}

interface Exchange {
  readonly request: Sep2Request;
  readonly sentAt: bigint;
  readonly bytesSent: number;
  firstByteAt: bigint | undefined;
  readonly cancelTimeout: () => void;
  readonly resolve: (response: Sep2Response) => void;
  readonly reject: (failure: ExchangeFailure) => void;
}

/** One connection of the client and the requests that are under way on it. */
export class ClientConnection {
  readonly facts: TlsFacts;
  readonly #socket: TLSSocket;
  readonly #settings: ConnectionSettings;
  readonly #pending: Exchange[] = [];
  readonly #reader: HttpResponseReader;
  #done = 0;
  #closed = false;
  /** The server has said that it closes after the answer of the moment. */
  #announced = false;

  constructor(socket: TLSSocket, facts: TlsFacts, settings: ConnectionSettings) {
    this.#socket = socket;
    this.facts = facts;
    this.#settings = settings;
    this.#reader = new HttpResponseReader(settings.maxBodyBytes, {
      isHead: () => this.#pending[0]?.request.method === 'HEAD',
      onFirstByte: () => this.#firstByte(),
      onResponse: (response) => this.#answered(response),
      onFault: (fault) => this.#faulty(fault),
    });
    socket.on('data', (chunk: Buffer) => this.#reader.push(chunk));
    socket.on('end', () => this.#ended(undefined));
    socket.on('close', () => this.#ended(undefined));
    socket.on('error', (error) => this.#ended(plainTlsCause(error)));
    socket.resume();
  }

  get id(): number {
    return this.#settings.id;
  }

  /** Whether another request may be sent. */
  get usable(): boolean {
    return !this.#closed && !this.#announced;
  }

  get underWay(): number {
    return this.#pending.length;
  }

  /** Rejects with an {@link ExchangeFailure}. */
  send(request: Sep2Request): Promise<Sep2Response> {
    const { clock, host, responseTimeoutMs, place } = this.#settings;
    return new Promise((resolve, reject) => {
      const octets = writeRequest(request, host);
      const limit = request.timeoutMs ?? responseTimeoutMs;
      const cancelTimeout = clock.after(limit, () => {
        const detail = `${request.method} ${request.path}: nothing complete after ${limit} ms`;
        this.#close('fault', detail, new PlumblineError('TRANSPORT-060', { place, detail }));
      });
      this.#pending.push({
        request,
        sentAt: clock.monotonicNs(),
        bytesSent: octets.length,
        firstByteAt: undefined,
        cancelTimeout,
        resolve,
        reject,
      });
      this.#socket.write(octets);
    });
  }

  /** Closes it; what is under way fails. */
  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.#socket.destroyed) resolve();
      else this.#socket.once('close', () => resolve());
    });
    this.#close('asked', undefined, undefined);
    await gone;
  }

  #firstByte(): void {
    const [first] = this.#pending;
    if (first !== undefined) first.firstByteAt = this.#settings.clock.monotonicNs();
    else {
      const detail = 'an answer that nobody asked for';
      this.#close('fault', detail, undefined);
    }
  }

  #answered(response: HttpResponse): void {
    const exchange = this.#pending.shift();
    if (exchange === undefined) return;
    exchange.cancelTimeout();
    const endAt = this.#settings.clock.monotonicNs();
    const { last, bytes, ...rest } = response;
    exchange.resolve({
      ...rest,
      sentAt: exchange.sentAt,
      firstByteAt: exchange.firstByteAt ?? endAt,
      endAt,
      connectionId: this.id,
      exchangesBefore: this.#done++,
      retried: false,
      bytesSent: exchange.bytesSent,
      bytesReceived: bytes,
    });
    if (!last) return;
    this.#announced = true;
    this.#close('announced', undefined, undefined);
  }

  #faulty({ kind, detail }: ReaderFault): void {
    const code = kind === 'too-large' ? 'TRANSPORT-063' : 'TRANSPORT-062';
    this.#close('fault', detail, new PlumblineError(code, { place: this.#settings.place, detail }));
  }

  #ended(detail: string | undefined): void {
    // A body that ends with the connection is complete now.
    this.#reader.end();
    this.#close(this.#pending.length === 0 ? 'server-idle' : 'server-during-exchange', detail, undefined);
  }

  #silentEnd(): string {
    // TLS 1.3: the client learns only now what the server thinks of its certificate.
    return this.#done === 0 ? 'without a word, as servers do that refuse the certificate' : 'without a word';
  }

  #close(by: ClosedBy, detail: string | undefined, cause: PlumblineError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    const { place, onClosed } = this.#settings;
    for (const exchange of this.#pending.splice(0)) {
      exchange.cancelTimeout();
      const { method, path } = exchange.request;
      const words = by === 'asked' ? 'this side closed the connection' : (detail ?? this.#silentEnd());
      const error = cause ?? new PlumblineError('TRANSPORT-061', { place, detail: `${method} ${path}: ${words}` });
      const unanswered = exchange.firstByteAt === undefined && cause === undefined;
      exchange.reject({ error, stale: unanswered && this.#done > 0 });
    }
    if (by === 'asked' || by === 'announced') this.#socket.end();
    // What is written is flushed by end(); a server that does not close is not waited for.
    this.#socket.destroySoon();
    onClosed(by, detail);
  }
}
