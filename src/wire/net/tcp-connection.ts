import type { ReassemblyBudget } from './reassembly-budget.js';
import { type PacketOrigin, type StreamPiece, TcpHalf } from './tcp-half.js';
import type { TcpSegment } from './transport-header.js';

/** Who sent: the side that opened the connection (or, without a SYN, sent the first packet seen) is `client`. */
export type Side = 'client' | 'server';

export interface TcpEndpoint {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array;
  readonly port: number;
}

export type TcpEvent =
  | { readonly kind: 'data' | 'gap'; readonly side: Side; readonly piece: StreamPiece }
  | { readonly kind: 'established'; readonly origin: PacketOrigin }
  | { readonly kind: 'fin' | 'reset'; readonly side: Side; readonly origin: PacketOrigin };

/** A TCP connection as a capture shows it: both streams in order, how it was opened and closed. */
export class TcpConnection {
  readonly client: TcpEndpoint;
  readonly server: TcpEndpoint;
  readonly streams: Readonly<Record<Side, TcpHalf>>;
  readonly first: PacketOrigin;
  last: PacketOrigin;
  packets = 0;
  /** SYNs of the client; more than one means that it had to ask again. */
  synCount = 0;
  synAckSeen = false;
  /** ACKs of the server that answered a SYN in place of a SYN-ACK: it still held an older connection of these ports. */
  staleAcks = 0;
  readonly fins: Partial<Record<Side, PacketOrigin>> = {};
  reset: { readonly side: Side; readonly origin: PacketOrigin } | undefined;
  #established = false;
  #unread = false;

  constructor(client: TcpEndpoint, server: TcpEndpoint, origin: PacketOrigin, budget?: ReassemblyBudget) {
    this.client = client;
    this.server = server;
    this.streams = { client: new TcpHalf(budget), server: new TcpHalf(budget) };
    this.first = origin;
    this.last = origin;
  }

  /** True once it is reset or both sides sent a FIN. */
  get closed(): boolean {
    return this.reset !== undefined || (this.fins.client !== undefined && this.fins.server !== undefined);
  }

  /** True where the capture does not hold the opening handshake. */
  get midStream(): boolean {
    return this.synCount === 0 && !this.synAckSeen;
  }

  /** Nobody reads what it carries: from now on its opening and closing are followed, its bytes are not. */
  passOver(): void {
    this.#unread = true;
    this.streams.client.drop();
    this.streams.server.drop();
  }

  add(side: Side, segment: TcpSegment, origin: PacketOrigin): TcpEvent[] {
    this.last = origin;
    this.packets++;
    const events: TcpEvent[] = [];
    if (this.#unread) {
      this.#closing(side, segment, origin, events);
      return events;
    }
    const own = this.streams[side];
    const peer = this.streams[side === 'client' ? 'server' : 'client'];
    if (segment.syn) {
      own.open(segment.sequence);
      if (side === 'client') this.synCount++;
      else this.synAckSeen = true;
    }
    // Before the SYN was answered an ACK belongs to an earlier connection that its sender still holds (RFC 9293, 3.10.7.4).
    const isStale =
      segment.ack && side === 'server' && !segment.syn && !segment.rst && !this.synAckSeen && this.synCount > 0;
    if (isStale) this.staleAcks++;
    if (segment.ack && !isStale) {
      peer.acknowledge(segment.acknowledgement);
      if (!this.#established && side === 'client' && this.synAckSeen && !segment.rst) {
        this.#established = true;
        events.push({ kind: 'established', origin });
      }
    }
    const start = segment.syn ? (segment.sequence + 1) >>> 0 : segment.sequence;
    // The text that a RST may carry is no stream data.
    if (!segment.rst) this.#pieces(side, own.segment(start, segment.payload, segment.missing, origin), events);
    this.#pieces('client', this.streams.client.tick(origin), events);
    this.#pieces('server', this.streams.server.tick(origin), events);
    this.#closing(side, segment, origin, events);
    return events;
  }

  #closing(side: Side, segment: TcpSegment, origin: PacketOrigin, events: TcpEvent[]): void {
    if (segment.fin && this.fins[side] === undefined) {
      this.fins[side] = origin;
      events.push({ kind: 'fin', side, origin });
    }
    if (segment.rst && this.reset === undefined) {
      this.reset = { side, origin };
      events.push({ kind: 'reset', side, origin });
    }
  }

  /** The capture is over: gives out what waited for missing bytes. */
  end(): TcpEvent[] {
    const events: TcpEvent[] = [];
    this.#pieces('client', this.streams.client.flush(this.last), events);
    this.#pieces('server', this.streams.server.flush(this.last), events);
    return events;
  }

  #pieces(side: Side, pieces: readonly StreamPiece[], events: TcpEvent[]): void {
    for (const piece of pieces) events.push({ kind: piece.kind, side, piece });
  }
}
