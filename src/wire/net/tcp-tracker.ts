import type { IpPacket } from './ip-header.js';
import { ReassemblyBudget } from './reassembly-budget.js';
import { type Side, TcpConnection, type TcpEvent } from './tcp-connection.js';
import type { PacketOrigin } from './tcp-half.js';
import type { TcpSegment } from './transport-header.js';

export interface TcpStep {
  readonly connection: TcpConnection;
  readonly side: Side;
  readonly isNew: boolean;
  readonly events: readonly TcpEvent[];
}

interface Tracked {
  readonly connection: TcpConnection;
  /** Key of the client's direction. */
  readonly clientKey: string;
}

/**
 * Finds the connection of each segment. Holds at most `limit` connections; the one that was quiet longest goes first and
 * is given to `onEnd`, as is one whose addresses and ports are used again.
 */
export class TcpTracker {
  readonly #connections = new Map<string, Tracked>();
  readonly #budget = new ReassemblyBudget();
  /** Keys of connections that are closed and not ended yet. */
  readonly #closed = new Set<string>();
  readonly #limit: number;
  readonly #onEnd: (connection: TcpConnection, events: readonly TcpEvent[]) => void;

  constructor(onEnd: (connection: TcpConnection, events: readonly TcpEvent[]) => void, limit = 1024) {
    this.#onEnd = onEnd;
    this.#limit = limit;
  }

  /** Times missing bytes were taken as lost early, so that memory stays bounded. */
  get shortages(): number {
    return this.#budget.shortages;
  }

  add(packet: IpPacket, segment: TcpSegment, origin: PacketOrigin): TcpStep {
    const source = endpointKey(packet.source, segment.sourcePort);
    const destination = endpointKey(packet.destination, segment.destinationPort);
    const key = source < destination ? `${source}|${destination}` : `${destination}|${source}`;
    let tracked = this.#connections.get(key);
    if (tracked !== undefined && startsAnew(tracked, source, segment)) {
      this.#end(key, tracked);
      tracked = undefined;
    }
    const isNew = tracked === undefined;
    tracked ??= this.#open(packet, segment, source, destination, origin);
    // Last in the map = used last.
    this.#connections.delete(key);
    this.#connections.set(key, tracked);
    if (isNew) this.#evict();
    const side = source === tracked.clientKey ? 'client' : 'server';
    const events = tracked.connection.add(side, segment, origin);
    if (tracked.connection.closed) this.#closed.add(key);
    return { connection: tracked.connection, side, isNew, events };
  }

  /** Ends connections that closed more than `quietNs` before `now`, so that their account need not wait for the end. */
  settle(now: bigint, quietNs: bigint): void {
    for (const key of this.#closed) {
      const tracked = this.#connections.get(key);
      if (tracked !== undefined && now - tracked.connection.last.timestampNs > quietNs) this.#end(key, tracked);
    }
  }

  /** Ends all connections, oldest first. */
  end(): void {
    const all = [...this.#connections].sort((a, b) => a[1].connection.first.number - b[1].connection.first.number);
    for (const [key, tracked] of all) this.#end(key, tracked);
  }

  #open(packet: IpPacket, segment: TcpSegment, source: string, destination: string, origin: PacketOrigin): Tracked {
    const sender = { address: packet.source.slice(), port: segment.sourcePort };
    const receiver = { address: packet.destination.slice(), port: segment.destinationPort };
    // A SYN with ACK comes from the server.
    const isAnswer = segment.syn && segment.ack;
    const connection = isAnswer
      ? new TcpConnection(receiver, sender, origin, this.#budget)
      : new TcpConnection(sender, receiver, origin, this.#budget);
    return { connection, clientKey: isAnswer ? destination : source };
  }

  #evict(): void {
    const oldest = this.#connections.entries().next();
    if (this.#connections.size > this.#limit && oldest.done !== true) this.#end(oldest.value[0], oldest.value[1]);
  }

  #end(key: string, tracked: Tracked): void {
    this.#connections.delete(key);
    this.#closed.delete(key);
    this.#onEnd(tracked.connection, tracked.connection.end());
  }
}

/** The same addresses and ports are used for a new connection. */
function startsAnew(tracked: Tracked, source: string, segment: TcpSegment): boolean {
  if (!segment.syn || segment.ack) return false;
  const { connection, clientKey } = tracked;
  if (source !== clientKey) return connection.closed;
  return connection.closed || connection.streams.client.isOther(segment.sequence);
}

function endpointKey(address: Uint8Array, port: number): string {
  let key = '';
  for (const byte of address) key += String.fromCharCode(byte);
  return `${key}:${port}`;
}
