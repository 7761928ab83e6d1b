import type { Side } from '../net/tcp-connection.js';
import type { StreamPiece } from '../net/tcp-half.js';
import { isInterim } from './http-framing.js';
import type { HttpBroken, HttpItem, HttpMessage } from './http-message.js';
import { HttpSplitter } from './http-splitter.js';

export type HttpRequest = HttpMessage & { readonly kind: 'request' };
export type HttpResponse = HttpMessage & { readonly kind: 'response' };

/** A request with its answer. */
export interface HttpExchange {
  readonly kind: 'exchange';
  /** Number on its connection, from 1. */
  readonly index: number;
  /** Undefined: an answer to a request that the capture does not hold. */
  readonly request: HttpRequest | undefined;
  /** Undefined: none came before the connection ended. */
  readonly response: HttpResponse | undefined;
  /** Requests that were sent before this one had its answer (pipelining). */
  readonly pipelined: number;
}

export type HttpNews =
  | HttpExchange
  /** A request is whole: its answer is still to come. */
  | { readonly kind: 'request-sent'; readonly request: HttpRequest }
  | { readonly kind: 'broken'; readonly side: Side; readonly broken: HttpBroken };

/** Both directions of one HTTP/1.x connection: answers come in the order of their requests (RFC 9112, 9.3). */
export class HttpConversation {
  readonly #waiting: { readonly request: HttpRequest; readonly pipelined: number }[] = [];
  readonly #client = new HttpSplitter();
  /** Methods of requests whose response has not begun. */
  readonly #methods: string[] = [];
  readonly #server = new HttpSplitter(() => this.#methods.shift());
  #count = 0;

  push(side: Side, piece: StreamPiece): HttpNews[] {
    return this.#news(side, (side === 'client' ? this.#client : this.#server).push(piece));
  }

  /** The connection is over: requests without an answer come out as such. */
  end(): HttpNews[] {
    const news = [...this.#news('client', this.#client.end()), ...this.#news('server', this.#server.end())];
    for (const { request, pipelined } of this.#waiting.splice(0))
      news.push({ kind: 'exchange', index: ++this.#count, request, response: undefined, pipelined });
    return news;
  }

  #news(side: Side, items: readonly HttpItem[]): HttpNews[] {
    return items.flatMap((item): HttpNews[] => {
      if (item.kind === 'broken') return [{ kind: 'broken', side, broken: item }];
      if (item.kind === 'request') {
        this.#methods.push(item.method);
        this.#waiting.push({ request: item, pipelined: this.#waiting.length });
        return [{ kind: 'request-sent', request: item }];
      }
      if (isInterim(item.status)) return [];
      const asked = this.#waiting.shift();
      const { request, pipelined = 0 } = asked ?? {};
      return [{ kind: 'exchange', index: ++this.#count, request, response: item, pipelined }];
    });
  }
}
