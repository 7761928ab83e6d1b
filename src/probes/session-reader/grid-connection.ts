import { deviceIdentifier } from '../../pki/device-identifier.js';
import { HttpConversation, type HttpExchange, type HttpNews } from '../../wire/http/http-conversation.js';
import { looksLikeHttp } from '../../wire/http/http-message.js';
import type { Side, TcpConnection } from '../../wire/net/tcp-connection.js';
import type { PacketOrigin, StreamPiece } from '../../wire/net/tcp-half.js';
import { TlsConversation } from '../../wire/tls/conversation.js';
import type { TlsEvent } from '../../wire/tls/conversation-event.js';
import { tlsCipherName, tlsVersionName } from '../../wire/tls/names.js';
import { endpointText } from './endpoint-text.js';
import { gridBody, type ResourceDecoder } from './grid-body.js';
import type { GridConnectionEvent, GridExchangeEvent } from './grid-event.js';
import type { SessionFinding } from './session-event.js';
import type { TlsWatchOptions } from './tls-watch.js';

export interface GridOptions {
  readonly tls: TlsWatchOptions;
  readonly decode: ResourceDecoder | undefined;
  /** Gives the next number of a connection of this kind. */
  readonly nextConnection: () => number;
}

type News = GridConnectionEvent | GridExchangeEvent;

/** A connection that speaks HTTP, in clear or inside TLS: who talks to whom, what is asked for and what is answered. */
export class GridConnection {
  readonly #connection: TcpConnection;
  readonly #options: GridOptions;
  readonly #tls: TlsConversation | undefined;
  readonly #http = new HttpConversation();
  readonly #certificates: Partial<Record<Side, Uint8Array>> = {};
  readonly #inside: Record<Side, number> = { client: 0, server: 0 };
  readonly #findings: SessionFinding[] = [];
  #version: string | undefined;
  #cipher: string | undefined;
  #closedWhy: string | undefined;
  #number: number | undefined;
  #encrypted = 0;
  /** Inside TLS: whether it is HTTP; undefined while nothing could be read. */
  #isHttp: boolean | undefined;

  /** @param security what the first bytes of the connection say */
  constructor(connection: TcpConnection, security: 'tls' | 'none', options: GridOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#tls = security === 'tls' ? new TlsConversation(options.tls.keyLog, options.tls.budget) : undefined;
    if (security === 'none') this.#isHttp = true;
  }

  /** At least one request was told. */
  get isTold(): boolean {
    return this.#number !== undefined;
  }

  /** Records wait for their secrets. */
  get waits(): boolean {
    return this.#tls?.waits === true;
  }

  /** For the account of the capture: an encrypted connection of which nothing could be read. */
  get unread(): string | undefined {
    if (this.#tls === undefined || this.#isHttp !== undefined || this.#encrypted === 0) return undefined;
    const why = this.#closedWhy ?? 'nothing was said inside';
    return `${this.#endpoint('client')} to ${this.#endpoint('server')}: ${this.#encrypted} bytes in ${this.#version ?? 'TLS'} that could not be opened (${why}).`;
  }

  push(side: Side, piece: StreamPiece): News[] {
    if (this.#isHttp === false) return [];
    if (this.#tls === undefined) return this.#spoken(this.#http.push(side, piece));
    return this.#opened(this.#tls.push(side, piece));
  }

  /** Opens what waited for secrets. */
  retry(): News[] {
    return this.#tls !== undefined && this.waits ? this.#opened(this.#tls.retry()) : [];
  }

  end(): News[] {
    const late = this.#tls === undefined ? [] : this.#opened(this.#tls.end());
    if (this.#number === undefined) return late;
    const rest = this.#spoken(this.#http.end());
    const { fins, reset, last } = this.#connection;
    const how =
      reset !== undefined ? 'reset' : fins.client !== undefined || fins.server !== undefined ? 'closed' : undefined;
    if (how === undefined) return [...late, ...rest];
    const by = reset?.side ?? firstFin(fins);
    return [...late, ...rest, this.#told('closed', last, `${how === 'reset' ? 'reset' : 'closed'} by the ${by}`)];
  }

  #opened(events: readonly TlsEvent[]): News[] {
    const news: News[] = [];
    for (const event of events) {
      if (event.kind === 'certificates') this.#certificates[event.side] ??= event.certificates[0]!;
      else if (event.kind === 'server-hello' && !event.hello.isRetry) {
        this.#version = tlsVersionName(event.hello.version);
        this.#cipher = tlsCipherName(event.hello.cipherSuite);
      } else if (event.kind === 'closed') this.#closedWhy ??= event.detail;
      else if (event.kind === 'broken')
        this.#findings.push({ rule: event.violation.rule, detail: event.violation.detail });
      else if (event.kind === 'application-data') {
        this.#encrypted += event.length;
        if (event.content !== undefined)
          news.push(...this.#content(event.side, event.content, event.first, event.last));
      } else if (event.kind === 'lost-data' && this.#isHttp === true)
        news.push(...this.#spoken(this.#http.push(event.side, this.#gap(event.side, event.length, event.last))));
    }
    return news;
  }

  #content(side: Side, content: Uint8Array, first: PacketOrigin, last: PacketOrigin): News[] {
    if (content.length === 0 || this.#isHttp === false) return [];
    this.#isHttp ??= looksLikeHttp(content);
    if (!this.#isHttp) return [];
    // The first byte came with the record's first packet; nothing of it could be read before the last one.
    const cut = first.number === last.number ? 0 : 1;
    const pieces: StreamPiece[] = [];
    if (cut === 1) pieces.push(this.#data(side, content.subarray(0, 1), first));
    if (content.length > cut) pieces.push(this.#data(side, content.subarray(cut), last));
    return pieces.flatMap((piece) => this.#spoken(this.#http.push(side, piece)));
  }

  #data(side: Side, bytes: Uint8Array, origin: PacketOrigin): StreamPiece {
    const offset = this.#inside[side];
    this.#inside[side] += bytes.length;
    return { kind: 'data', offset, bytes, origin };
  }

  #gap(side: Side, length: number, origin: PacketOrigin): StreamPiece {
    const offset = this.#inside[side];
    this.#inside[side] += length;
    return { kind: 'gap', offset, length, origin };
  }

  #spoken(news: readonly HttpNews[]): News[] {
    return news.flatMap((one): News[] => {
      if (one.kind === 'request-sent') return this.#opening(one.request.first);
      if (one.kind === 'exchange') {
        const first = one.request?.first ?? one.response?.first;
        return [...(first === undefined ? [] : this.#opening(first)), this.#exchange(one)];
      }
      this.#findings.push(...one.broken.violations.map(({ rule, detail }) => ({ rule, detail })));
      return [];
    });
  }

  /** Told once, with the first request: by then both certificates are known. */
  #opening(packet: PacketOrigin): News[] {
    if (this.#number !== undefined) return [];
    this.#number = this.#options.nextConnection();
    return [
      this.#told(
        'opened',
        packet,
        this.#tls === undefined ? 'in clear' : `${this.#version ?? 'TLS'}, ${this.#cipher ?? '?'}`,
      ),
    ];
  }

  #told(what: GridConnectionEvent['what'], packet: PacketOrigin, text: string): GridConnectionEvent {
    return {
      kind: 'grid-connection',
      connection: this.#number ?? 0,
      packet,
      what,
      ...this.#parties(),
      tls: this.#tls === undefined ? undefined : `${this.#version ?? 'TLS'} ${this.#cipher ?? ''}`.trim(),
      text,
      findings: this.#findings.splice(0),
    };
  }

  #parties() {
    return {
      client: this.#endpoint('client'),
      server: this.#endpoint('server'),
      clientLfdi: this.#lfdi('client'),
      serverLfdi: this.#lfdi('server'),
    };
  }

  #exchange({ index, request, response, pipelined }: HttpExchange): GridExchangeEvent {
    const { decode } = this.#options;
    const requestBody = request === undefined ? undefined : gridBody(request, decode);
    const responseBody = response === undefined ? undefined : gridBody(response, decode);
    const framing = [...(request?.violations ?? []), ...(response?.violations ?? [])];
    const content = [...(requestBody?.violations ?? []), ...(responseBody?.violations ?? [])];
    return {
      kind: 'grid-exchange',
      connection: this.#number ?? 0,
      index,
      ...this.#parties(),
      method: request?.method,
      target: request?.target,
      status: response?.status,
      requestFirst: request?.first,
      requestLast: request?.last,
      responseFirst: response?.first,
      responseLast: response?.last,
      bytes: { request: request?.wireLength ?? 0, response: response?.wireLength ?? 0 },
      pipelined,
      requestBody,
      responseBody,
      findings: [
        ...this.#findings.splice(0),
        ...framing.map(({ rule, detail }) => ({ rule, detail })),
        ...content.map(({ rule, detail, path }) => ({ rule, detail, path })),
      ],
    };
  }

  #endpoint(side: Side): string {
    const { address, port } = this.#connection[side];
    return endpointText(address, port);
  }

  #lfdi(side: Side): string | undefined {
    const certificate = this.#certificates[side];
    return certificate === undefined ? undefined : deviceIdentifier(certificate).lfdi;
  }
}

function firstFin(fins: TcpConnection['fins']): Side {
  const { client, server } = fins;
  if (client === undefined) return 'server';
  return server === undefined || client.number <= server.number ? 'client' : 'server';
}
