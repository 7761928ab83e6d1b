import { looksLikeHttp } from '../../wire/http/http-message.js';
import { looksLikeModbus } from '../../wire/modbus/modbus-frames.js';
import type { Side, TcpConnection, TcpEvent } from '../../wire/net/tcp-connection.js';
import type { StreamPiece } from '../../wire/net/tcp-half.js';
import { looksLikeTls } from '../../wire/tls/record-splitter.js';
import { GridConnection, type GridOptions } from './grid-connection.js';
import type { GridEvent } from './grid-event.js';
import { ModbusConnection } from './modbus-connection.js';

/** Bytes of a direction's start that are looked at. */
const decidingBytes = 8;
const mostHeld = 16;

/** A connection beside the charging sessions: finds out whether it speaks HTTP, TLS or Modbus, and follows it then. */
export class SideConnection {
  readonly #connection: TcpConnection;
  readonly #options: GridOptions;
  #grid: GridConnection | undefined;
  #modbus: ModbusConnection | undefined;
  #other = false;
  #ended = false;
  #held: { readonly side: Side; readonly piece: StreamPiece }[] = [];

  constructor(connection: TcpConnection, options: GridOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** As `GridConnection.unread`. */
  get unread(): string | undefined {
    return this.#grid?.unread;
  }

  /** It speaks nothing that is read here. */
  get isOther(): boolean {
    return this.#other;
  }

  /** It was followed, or told as one that stays closed. */
  get isTold(): boolean {
    return this.#modbus !== undefined || this.#grid?.isTold === true;
  }

  step(events: readonly TcpEvent[]): GridEvent[] {
    const late = this.#grid?.retry() ?? [];
    const fresh = events.flatMap((event) =>
      event.kind === 'data' || event.kind === 'gap' ? this.#piece(event.side, event.piece) : [],
    );
    // Told when it happened, not when the connection is forgotten; unless secrets may still come for what it said.
    const over = this.#connection.closed && this.#grid?.waits !== true;
    return [...late, ...fresh, ...(over ? this.end() : [])];
  }

  /** What was left unfinished; nothing the second time. */
  end(): GridEvent[] {
    if (this.#ended) return [];
    this.#ended = true;
    return [...(this.#grid?.end() ?? []), ...(this.#modbus?.end() ?? [])];
  }

  #piece(side: Side, piece: StreamPiece): GridEvent[] {
    if (this.#other) return [];
    if (this.#grid !== undefined || this.#modbus !== undefined) return this.#follow(side, piece);
    // The bytes are a view of the packet: what is held needs a copy.
    this.#held.push({ side, piece: piece.kind === 'data' ? { ...piece, bytes: piece.bytes.slice() } : piece });
    if (!this.#decide(side)) return [];
    const held = this.#held;
    this.#held = [];
    return held.flatMap((one) => this.#follow(one.side, one.piece));
  }

  #follow(side: Side, piece: StreamPiece): GridEvent[] {
    return this.#grid?.push(side, piece) ?? this.#modbus?.push(side, piece) ?? [];
  }

  /** True once it is known what is spoken. */
  #decide(side: Side): boolean {
    const start = this.#startOf(side);
    if (looksLikeTls(start)) this.#grid = new GridConnection(this.#connection, 'tls', this.#options);
    else if (looksLikeHttp(start)) this.#grid = new GridConnection(this.#connection, 'none', this.#options);
    else if (looksLikeModbus(start) === true) this.#modbus = new ModbusConnection(this.#connection);
    else if (start.length >= decidingBytes || this.#held.length >= mostHeld) {
      this.#other = true;
      this.#held = [];
    }
    return this.#grid !== undefined || this.#modbus !== undefined;
  }

  #startOf(side: Side): Uint8Array {
    const bytes: number[] = [];
    for (const { side: of, piece } of this.#held) {
      if (of !== side || piece.kind !== 'data') continue;
      bytes.push(...piece.bytes.subarray(0, decidingBytes));
      if (bytes.length >= decidingBytes) break;
    }
    return Uint8Array.from(bytes);
  }
}
