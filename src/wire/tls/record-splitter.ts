import type { PacketOrigin, StreamPiece } from '../net/tcp-half.js';
import { TracedQueue } from '../traced-queue.js';
import type { FrameViolation } from '../v2gtp.js';

/** Content types of RFC 8446, 5.1. */
export const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export interface TlsRecord {
  readonly kind: 'record';
  readonly type: number;
  /** The version field of the record, legacy in TLS 1.3. */
  readonly version: number;
  readonly fragment: Uint8Array;
  /** Number in its direction, from 0. */
  readonly index: number;
  /** Packet that brought the first byte. */
  readonly first: PacketOrigin;
  /** Packet with which the record was complete. */
  readonly last: PacketOrigin;
}

/** A record of which the header is there and bytes are missing. */
export interface LostRecord extends Omit<TlsRecord, 'kind' | 'fragment'> {
  readonly kind: 'lost-record';
  /** Bytes of the fragment. */
  readonly length: number;
}

/** Nothing further can be read of this direction. */
export interface BrokenRecords {
  readonly kind: 'broken';
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
  readonly violation: FrameViolation;
}

export type SplitRecord = TlsRecord | LostRecord | BrokenRecords;

const headerLength = 5;
/** RFC 5246, 6.2.3: 2^14 + 2048 of ciphertext. */
const maxFragment = 16384 + 2048;

/** True where a stream starts like TLS: a handshake record of version 3.x. */
export function looksLikeTls(start: Uint8Array): boolean {
  return start.length >= 3 && start[0] === contentTypes.handshake && start[1] === 3 && start[2]! <= 4;
}

/** Cuts one direction of a TLS stream into records and says which packets each came in. Holds at most one record. */
export class RecordSplitter {
  readonly #queue = new TracedQueue();
  #skip = 0;
  #index = 0;
  #broken = false;

  push(piece: StreamPiece): SplitRecord[] {
    if (this.#broken) return [];
    const out: SplitRecord[] = [];
    if (piece.kind === 'gap') this.#gap(piece.length, piece.origin, out);
    else {
      this.#append(piece.bytes, piece.origin);
      while (!this.#broken && this.#step(out));
    }
    return out;
  }

  #append(bytes: Uint8Array, origin: PacketOrigin): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    if (skipped === bytes.length) return;
    const rest = bytes.slice(skipped);
    this.#queue.append(rest, origin);
  }

  #step(out: SplitRecord[]): boolean {
    const head = this.#head(out);
    if (head === undefined) return false;
    const whole = this.#queue.peek(headerLength + head.length);
    if (whole === undefined) return false;
    const fragment = whole.slice(headerLength);
    const { type, version } = head;
    out.push({ kind: 'record', type, version, fragment, index: this.#index++, ...this.#queue.take(whole.length) });
    return true;
  }

  /** The header that waits; breaks the direction where it is none. */
  #head(out: SplitRecord[]): { type: number; version: number; length: number } | undefined {
    const head = this.#queue.peek(headerLength);
    if (head === undefined) return undefined;
    const type = head[0]!;
    const length = (head[3]! << 8) | head[4]!;
    if (type >= 20 && type <= 24 && head[1] === 3 && length <= maxFragment) {
      return { type, version: 0x300 | head[2]!, length };
    }
    const detail = `no TLS record: content type ${type}, version ${head[1]}.${head[2]}, length ${length}`;
    this.#break('tls-record', detail, this.#queue.next, out);
    return undefined;
  }

  /** Missing bytes inside a record cost that record; beyond its end nobody knows where the next one starts. */
  #gap(length: number, origin: PacketOrigin, out: SplitRecord[]): void {
    if (length <= this.#skip) {
      this.#skip -= length;
      return;
    }
    const head = this.#skip > 0 ? undefined : this.#head(out);
    const rest = head === undefined ? -1 : headerLength + head.length - this.#queue.available - length;
    if (head === undefined || rest < 0) {
      if (!this.#broken) this.#break('stream-gap', `${length} bytes of it are missing from the capture`, origin, out);
      return;
    }
    const { first } = this.#queue.take(this.#queue.available);
    out.push({ kind: 'lost-record', ...head, index: this.#index++, first, last: origin });
    this.#skip = rest;
  }

  #break(rule: string, detail: string, origin: PacketOrigin, out: SplitRecord[]): void {
    this.#broken = true;
    const violation = { offset: this.#queue.offset, rule, detail };
    out.push({ kind: 'broken', first: origin, last: origin, violation });
    this.#queue.clear();
  }
}
