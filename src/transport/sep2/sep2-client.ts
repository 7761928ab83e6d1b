import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { formatEndpoint, isIpv6 } from '../endpoint.js';
import type { TlsFacts } from '../tls-options.js';
import { ClientConnection, type ExchangeFailure } from './client-connection.js';
import { connectSep2 } from './connect-sep2.js';
import type { Sep2Request, Sep2Response } from './exchange.js';
import type { Sep2Client, Sep2ClientOptions } from './sep2-client-options.js';

interface Waiting {
  readonly request: Sep2Request;
  readonly retried: boolean;
  readonly resolve: (response: Sep2Response) => void;
  readonly reject: (error: unknown) => void;
}

/** Methods that may be sent again without harm (RFC 9110, 9.2.2). */
const repeatable: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** A client; the first request opens the connection. */
export function createSep2Client(options: Sep2ClientOptions): Sep2Client {
  return new KeptClient(options);
}

class KeptClient implements Sep2Client {
  readonly #options: Sep2ClientOptions;
  readonly #place: string;
  readonly #queue: Waiting[] = [];
  #connection: ClientConnection | undefined;
  #connecting = false;
  #connections = 0;
  #closed = false;
  #cancelIdle: (() => void) | undefined;

  constructor(options: Sep2ClientOptions) {
    this.#options = options;
    this.#place = formatEndpoint(options.server);
  }

  get tls(): TlsFacts | undefined {
    return this.#connection?.usable === true ? this.#connection.facts : undefined;
  }

  request(request: Sep2Request): Promise<Sep2Response> {
    if (this.#closed) {
      const detail = 'the client was closed';
      return Promise.reject(new PlumblineError('TRANSPORT-006', { place: this.#place, detail }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, retried: false, resolve, reject });
      this.#pump();
    });
  }

  async disconnect(): Promise<void> {
    this.#cancelIdle?.();
    await this.#connection?.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const error = new PlumblineError('TRANSPORT-006', { place: this.#place, detail: 'the client was closed' });
    for (const { reject } of this.#queue.splice(0)) reject(error);
    await this.disconnect();
  }

  #pump(): void {
    if (this.#queue.length === 0 || this.#connecting) return;
    const connection = this.#connection;
    if (connection?.usable !== true) {
      // Answers of the old connection that are still to come keep their order: the new one waits for them.
      if (connection !== undefined && connection.underWay > 0) return;
      void this.#connect();
      return;
    }
    this.#cancelIdle?.();
    while (this.#queue.length > 0 && connection.usable && connection.underWay < (this.#options.pipeline ?? 1)) {
      this.#send(connection, this.#queue.shift() as Waiting);
    }
  }

  #send(connection: ClientConnection, waiting: Waiting): void {
    connection.send(waiting.request).then(
      (response) => {
        waiting.resolve(waiting.retried ? { ...response, retried: true } : response);
        this.#pump();
        this.#idle();
      },
      (reason: unknown) => {
        const { error, stale } = reason as ExchangeFailure;
        const again = stale && !waiting.retried && !this.#closed && repeatable.has(waiting.request.method);
        // In front of those that were not sent yet, behind those that failed before it.
        const place = this.#queue.findIndex(({ retried }) => !retried);
        if (!again) waiting.reject(error);
        else this.#queue.splice(place < 0 ? this.#queue.length : place, 0, { ...waiting, retried: true });
        this.#pump();
      },
    );
  }

  async #connect(): Promise<void> {
    this.#connecting = true;
    const { server, profile, chain, key, roots, verify, clock = systemClock, onKeyLog, onEvent } = this.#options;
    try {
      const { socket, facts } = await connectSep2({
        server,
        profile,
        chain,
        key,
        roots,
        clock,
        timeoutMs: this.#options.connectTimeoutMs ?? 10_000,
        ...(verify === undefined ? {} : { verify }),
        ...(onKeyLog === undefined ? {} : { onKeyLog }),
      });
      const id = ++this.#connections;
      this.#connection = new ClientConnection(socket, facts, {
        id,
        place: this.#place,
        host: this.#options.host ?? hostHeader(server.address, server.port),
        maxBodyBytes: this.#options.maxBodyBytes ?? 1_048_576,
        responseTimeoutMs: this.#options.responseTimeoutMs ?? 30_000,
        clock,
        onClosed: (by, detail) => {
          onEvent?.({ kind: 'closed', connectionId: id, at: clock.monotonicNs(), by, detail });
        },
      });
      onEvent?.({ kind: 'connected', connectionId: id, at: clock.monotonicNs(), facts });
      if (this.#closed) await this.#connection.close();
    } catch (error) {
      // Whoever waits would meet the same: a caller that wants to try again asks again.
      for (const { reject } of this.#queue.splice(0)) reject(error);
    } finally {
      this.#connecting = false;
    }
    this.#pump();
  }

  #idle(): void {
    const { idleCloseMs, clock = systemClock } = this.#options;
    this.#cancelIdle?.();
    if (idleCloseMs === undefined || (this.#connection?.underWay ?? 0) > 0) return;
    this.#cancelIdle = clock.after(idleCloseMs, () => void this.#connection?.close());
  }
}

/** RFC 9110, 7.2: a zone means nothing to the other side. */
function hostHeader(address: string, port: number): string {
  return isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
