import type { Side, TcpConnection, TcpEvent } from '../../wire/net/tcp-connection.js';
import type { PacketOrigin, StreamPiece } from '../../wire/net/tcp-half.js';
import { looksLikeTls } from '../../wire/tls/record-splitter.js';
import { payloadTypeName } from '../../wire/v2gtp.js';
import { type Deframed, V2gtpDeframer, type V2gtpFrame } from '../../wire/v2gtp-deframer.js';
import { endpointText } from './endpoint-text.js';
import { ExchangeTrace } from './exchange-trace.js';
import { formatDuration } from './format-time.js';
import { messageBody } from './message-body.js';
import type { MessageDecoder, MessageSchema } from './message-decoder.js';
import { SchemaTracker } from './schema-tracker.js';
import type { ConnectionEvent, MessageEvent, Party, SessionEvent, SessionFinding } from './session-event.js';
import { SignatureList, signatureFindings } from './signature-list.js';
import { type TlsNews, TlsWatch, type TlsWatchOptions } from './tls-watch.js';

export interface FollowOptions {
  readonly decode: MessageDecoder;
  readonly schema: MessageSchema | undefined;
  /** Gives the next session number. */
  readonly nextSession: () => number;
  readonly tls: TlsWatchOptions;
}

export type ConnectionKind = 'unknown' | 'v2g' | 'tls' | 'other';

/** Bytes of a stream's start that are kept until it is known what it carries. */
const undecidedBytes = 3;
const firstDynamicPort = 49_152;
const sdpPort = 15_118;

/** One TCP connection that may be a charging session: finds out, then turns its streams into events. */
export class FollowedConnection {
  readonly connection: TcpConnection;
  readonly trace = new ExchangeTrace();
  readonly schemas: SchemaTracker;
  readonly tls: TlsWatch;
  readonly signatures = new SignatureList();
  kind: ConnectionKind = 'unknown';
  session: number | undefined;
  vehicleSide: Side = 'client';
  guessed = false;
  messages = 0;
  messagesWithFindings = 0;
  malformed = 0;
  /** Messages with one spare zero octet at the end, by sender. */
  readonly spareBytes: Record<Party, number> = { vehicle: 0, station: 0 };
  readonly #options: FollowOptions;
  readonly #announced: boolean;
  #rolesKnown: boolean;
  #undecided: { side: Side; piece: StreamPiece }[] = [];
  readonly #deframers: Readonly<Record<Side, V2gtpDeframer>>;

  /** @param announced an SDP response named the endpoint of one side */
  constructor(connection: TcpConnection, announced: Side | undefined, options: FollowOptions) {
    this.connection = connection;
    this.#options = options;
    this.#announced = announced !== undefined;
    this.#rolesKnown = announced !== undefined || !connection.midStream;
    if (announced === 'client') this.vehicleSide = 'server';
    this.tls = new TlsWatch(options.tls);
    this.schemas = new SchemaTracker(options.decode, options.schema);
    const midStream = connection.midStream;
    this.#deframers = { client: new V2gtpDeframer(midStream), server: new V2gtpDeframer(midStream) };
  }

  party(side: Side): Party {
    return side === this.vehicleSide ? 'vehicle' : 'station';
  }

  address(party: Party): string {
    const { client, server } = this.connection;
    const { address, port } = this.party('client') === party ? client : server;
    return endpointText(address, port);
  }

  /** Events of one step of the tracker. */
  step(events: readonly TcpEvent[]): SessionEvent[] {
    const late = this.kind === 'tls' ? this.#tlsNews(this.tls.retry()) : [];
    return [...late, ...events.flatMap((event) => this.#event(event))];
  }

  /** The connection is over: what was left unfinished. */
  end(): SessionEvent[] {
    const late = this.kind === 'tls' ? this.#tlsNews(this.tls.end()) : [];
    if (this.kind !== 'v2g' && this.kind !== 'tls') return [];
    const unfinished = (['client', 'server'] as const).flatMap((side) =>
      this.#deframed(side, this.#deframers[side].end()),
    );
    return [...late, ...unfinished];
  }

  /** Messages could be read: in clear, or decrypted. */
  get isOpen(): boolean {
    return this.kind === 'v2g' || this.messages + this.malformed > 0;
  }

  #event(event: TcpEvent): SessionEvent[] {
    switch (event.kind) {
      case 'data':
      case 'gap':
        return this.#data(event.side, event.piece);
      case 'established':
        return this.#established(event.origin);
      case 'fin': {
        const by = this.party(event.side);
        return this.#note('fin', event.origin, by, `the ${by} closes the connection (FIN)`);
      }
      case 'reset': {
        const by = this.party(event.side);
        return this.#note('reset', event.origin, by, `the ${by} resets the connection (RST)`);
      }
    }
  }

  /** A connection to an announced endpoint is a session as soon as it stands; others when they carry V2GTP or TLS. */
  #established(origin: PacketOrigin): SessionEvent[] {
    if (!this.#announced) return [];
    this.session ??= this.#options.nextSession();
    const took = formatDuration(origin.timestampNs - this.connection.first.timestampNs);
    const text = `TCP connection from ${this.address('vehicle')} to ${this.address('station')}, open after ${took}`;
    return this.#note('established', origin, undefined, text);
  }

  /** An attempt to reach an announced endpoint that came to no connection. */
  get isFailedAttempt(): boolean {
    return this.#announced && this.session === undefined && this.connection.synCount > 0;
  }

  #note(
    what: ConnectionEvent['what'],
    packet: PacketOrigin,
    by: Party | undefined,
    text: string,
    findings: readonly SessionFinding[] = [],
  ): ConnectionEvent[] {
    if (this.session === undefined) return [];
    return [{ kind: 'connection', session: this.session, packet, what, by, text, findings }];
  }

  #data(side: Side, piece: StreamPiece): SessionEvent[] {
    if (this.kind === 'other') return [];
    if (this.kind === 'unknown') return this.#decide(side, piece);
    return this.#follow(side, piece);
  }

  #follow(side: Side, piece: StreamPiece): SessionEvent[] {
    if (this.kind === 'tls') return this.#tlsNews(this.tls.push(this.party(side), piece));
    return this.#deframed(side, this.#deframers[side].push(piece));
  }

  #tlsNews(news: readonly TlsNews[]): SessionEvent[] {
    return news.flatMap((one) => {
      if (one.kind === 'line') return this.#note('tls', one.packet, one.from, one.text, one.findings);
      const side = this.party('client') === one.from ? 'client' : 'server';
      return one.pieces.flatMap((piece) => this.#deframed(side, this.#deframers[side].push(piece)));
    });
  }

  /** Holds the first bytes back until they tell V2GTP, TLS or something else. */
  #decide(side: Side, piece: StreamPiece): SessionEvent[] {
    this.#undecided.push({ side, piece: piece.kind === 'data' ? { ...piece, bytes: piece.bytes.slice() } : piece });
    const start = this.#startOf(side);
    if (start.length < undecidedBytes && this.#undecided.length < 16) return [];
    if (looksLikeTls(start)) this.kind = 'tls';
    else if (this.#announced || hasHeader(start, this.connection.midStream)) this.kind = 'v2g';
    else this.kind = 'other';
    if (this.kind === 'tls' && !this.#announced && !mayBeCharging(this.connection)) this.kind = 'other';
    const held = this.#undecided;
    this.#undecided = [];
    if (this.kind === 'other') return [];
    const events: SessionEvent[] = [];
    if (this.session === undefined) {
      this.session = this.#options.nextSession();
      events.push(...this.#lateOpening());
    }
    return [...events, ...held.flatMap((one) => this.#follow(one.side, one.piece))];
  }

  #startOf(side: Side): Uint8Array {
    const own = this.#undecided.flatMap(({ side: s, piece }) =>
      s === side && piece.kind === 'data' ? [...piece.bytes] : [],
    );
    return Uint8Array.from(own);
  }

  /** What was not told while nobody knew that this is a session. */
  #lateOpening(): ConnectionEvent[] {
    const { first, midStream } = this.connection;
    const text = midStream
      ? 'the capture starts in the middle of this connection'
      : `TCP connection from ${this.address('vehicle')} to ${this.address('station')}; no SDP response in the capture announced it`;
    return this.#note(midStream ? 'note' : 'established', first, undefined, text);
  }

  #deframed(side: Side, items: readonly Deframed[]): SessionEvent[] {
    return items.map((item) => {
      if (item.kind === 'frame') return this.#message(side, item);
      this.malformed++;
      const findings = item.violations.map(({ rule, detail }) => ({ rule, detail }));
      const { bytes, last } = item;
      return { kind: 'malformed', session: this.session!, from: this.party(side), packet: last, bytes, findings };
    });
  }

  #message(side: Side, frame: V2gtpFrame): MessageEvent {
    const tracked = this.schemas.decode(frame.payloadType, frame.payload);
    const name = tracked?.decoded.message;
    this.#settleRoles(side, name);
    const from = this.party(side);
    const findings: SessionFinding[] = frame.violations.map(({ rule, detail }) => ({ rule, detail }));
    if (tracked === undefined) findings.push(notExi(frame.payloadType));
    else
      findings.push(
        ...tracked.decoded.violations.map(({ rule, detail, path, bitOffset }) => ({ rule, detail, path, bitOffset })),
      );
    if (tracked?.source === 'guess') this.guessed = true;
    const body = messageBody(tracked?.decoded.value, name);
    // A message that cannot be read still is a turn of its sender.
    const turn = this.trace.add({ from, name: name ?? 'unreadable message', packet: frame.last, body });
    findings.push(...turn.findings);
    this.messages++;
    const signature = tracked && this.signatures.take(from, tracked.schema, tracked.decoded.value);
    findings.push(...signatureFindings(signature));
    if (findings.length > 0) this.messagesWithFindings++;
    const notes = (tracked?.decoded.notes ?? []).map(({ rule }) => rule);
    if (notes.includes('spare-trailing-byte')) this.spareBytes[from]++;
    return {
      kind: 'message',
      session: this.session!,
      index: this.messages,
      from,
      direction: directionOf(name),
      first: frame.first,
      last: frame.last,
      sinceStartNs: frame.last.timestampNs - this.connection.first.timestampNs,
      deltaNs: turn.deltaNs,
      payloadType: frame.payloadType,
      schema: tracked?.schema,
      schemaSource: tracked?.source,
      message: name,
      value: tracked?.decoded.value,
      exi: frame.payload,
      signature,
      notes,
      findings,
    };
  }

  /** Without a SYN the first request or response says who is who. */
  #settleRoles(side: Side, name: string | undefined): void {
    const direction = directionOf(name);
    if (this.#rolesKnown || direction === 'unknown') return;
    this.#rolesKnown = true;
    const other = side === 'client' ? 'server' : 'client';
    this.vehicleSide = direction === 'request' ? side : other;
  }
}

function directionOf(name: string | undefined): MessageEvent['direction'] {
  if (name?.endsWith('Req')) return 'request';
  return name?.endsWith('Res') ? 'response' : 'unknown';
}

function notExi(payloadType: number): SessionFinding {
  const name = payloadTypeName(payloadType) ?? `payload type 0x${payloadType.toString(16).padStart(4, '0')}`;
  return { rule: 'payload-type', detail: `${name} carries no message that can be read here` };
}

/** A V2GTP header at the start, or, in a stream without a start, anywhere. */
function hasHeader(bytes: Uint8Array, anywhere: boolean): boolean {
  const last = anywhere ? bytes.length - undecidedBytes : 0;
  for (let at = 0; at <= last; at++) {
    if (bytes[at] === 0x01 && bytes[at + 1] === 0xfe && bytes[at + 2]! >= 0x80 && bytes[at + 2]! <= 0x90) return true;
  }
  return false;
}

/** An SECC is on the link and listens on a dynamic port ([V2G2-125]), or on that of SDP, as some do. */
function mayBeCharging(connection: TcpConnection): boolean {
  const { address, port } = connection.server;
  if (port < firstDynamicPort && port !== sdpPort) return false;
  return address.length === 16 && address[0] === 0xfe && (address[1]! & 0xc0) === 0x80;
}
