import type { PacketOrigin, StreamPiece } from './net/tcp-half.js';
import { TracedQueue } from './traced-queue.js';
import { decodeV2gtpHeader, type FrameViolation, payloadTypeName, v2gtpHeaderLength } from './v2gtp.js';

export interface V2gtpFrame {
  readonly kind: 'frame';
  readonly payloadType: number;
  readonly payload: Uint8Array;
  /** Bytes from the start of the stream. */
  readonly offset: number;
  /** Packet that brought the first byte. */
  readonly first: PacketOrigin;
  /** Packet with which the frame was complete. */
  readonly last: PacketOrigin;
  readonly violations: readonly FrameViolation[];
}

/** Bytes that are no frame, or a frame of which bytes are missing. */
export interface V2gtpBroken {
  readonly kind: 'malformed' | 'incomplete';
  readonly offset: number;
  /** The start of the bytes in question, at most 64. */
  readonly bytes: Uint8Array;
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
  readonly violations: readonly FrameViolation[];
}

export type Deframed = V2gtpFrame | V2gtpBroken;

/** Frames above this are not believed; the largest real ones (certificates, -20) stay below 64 KiB. */
export const maxFrameLength = 1 << 20;
const shownBytes = 64;

/**
 * Cuts one direction of a TCP stream into V2GTP frames and says which packets each came in. After bytes that are no
 * header it looks for the next plausible one. Holds at most one frame.
 */
export class V2gtpDeframer {
  readonly #queue = new TracedQueue();
  /** Stream offset = queue offset + shift; gaps move the shift. */
  #shift = 0;
  #searching: boolean;
  #skip = 0;

  /** @param searching true where the stream may start in the middle of a frame */
  constructor(searching = false) {
    this.#searching = searching;
  }

  push(piece: StreamPiece): Deframed[] {
    const out: Deframed[] = [];
    if (piece.kind === 'gap') {
      this.#gap(piece.length, piece.origin, out);
      return out;
    }
    this.#append(piece.bytes, piece.origin);
    while (this.#step(out));
    return out;
  }

  /** The stream is over: an unfinished frame comes out as `incomplete`. */
  end(): Deframed[] {
    const out: Deframed[] = [];
    if (this.#queue.available > 0 && !this.#searching) this.#incomplete('the stream ends within a frame', out);
    return out;
  }

  #append(bytes: Uint8Array, origin: PacketOrigin): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    this.#shift += skipped;
    const rest = bytes.slice(skipped);
    if (rest.length === 0) return;
    this.#queue.append(rest, origin);
  }

  #step(out: Deframed[]): boolean {
    if (this.#searching && !this.#search()) return false;
    const head = this.#queue.peek(v2gtpHeaderLength);
    if (head === undefined) return this.#brokenStart(out);
    const { payloadType, length, violations } = decodeV2gtpHeader(head);
    // Where the version is wrong the rest of the header means nothing.
    const wrong = violations.filter(({ rule }) => rule === 'v2gtp-version' || rule === 'v2gtp-inverse-version');
    if (wrong.length > 0) return this.#malformed(wrong, out);
    if (payloadType === undefined || length === undefined) return false;
    if (length > maxFrameLength) {
      const detail = `the header claims ${length} bytes, more than ${maxFrameLength} are not believed`;
      return this.#malformed([...violations, { offset: 4, rule: 'v2gtp-length', detail }], out);
    }
    const frame = this.#queue.peek(v2gtpHeaderLength + length);
    if (frame === undefined) return false;
    const offset = this.#queue.offset + this.#shift;
    const payload = frame.slice(v2gtpHeaderLength);
    out.push({ kind: 'frame', payloadType, payload, offset, violations, ...this.#queue.take(frame.length) });
    return true;
  }

  /** Fewer than eight bytes wait: they are already wrong where the first one is. */
  #brokenStart(out: Deframed[]): boolean {
    const start = this.#queue.peek(Math.min(2, this.#queue.available));
    if (start === undefined || start.length === 0) return false;
    const wrong = decodeV2gtpHeader(start).violations.filter(({ rule }) => rule !== 'v2gtp-header-truncated');
    return wrong.length > 0 && this.#malformed(wrong, out);
  }

  #malformed(violations: readonly FrameViolation[], out: Deframed[]): boolean {
    const offset = this.#queue.offset + this.#shift;
    const bytes = this.#queue.peek(Math.min(shownBytes, this.#queue.available))!.slice();
    const first = this.#queue.next;
    out.push({ kind: 'malformed', offset, bytes, first, last: first, violations });
    this.#queue.take(1);
    this.#searching = true;
    return true;
  }

  /** Moves to the next bytes that look like a header of a known payload type; false where none waits. */
  #search(): boolean {
    const all = this.#queue.peek(this.#queue.available)!;
    for (let at = 0; at < all.length; at++) {
      if (!plausible(all.subarray(at, at + v2gtpHeaderLength))) continue;
      if (at > 0) this.#queue.take(at);
      if (all.length - at < v2gtpHeaderLength) return false;
      this.#searching = false;
      return true;
    }
    if (all.length > 0) this.#queue.take(all.length);
    return false;
  }

  #gap(length: number, origin: PacketOrigin, out: Deframed[]): void {
    if (this.#skip > 0 && length <= this.#skip) {
      this.#skip -= length;
    } else if (this.#queue.available > 0) {
      const head = this.#queue.peek(v2gtpHeaderLength);
      const claimed = head === undefined || this.#searching ? undefined : decodeV2gtpHeader(head).length;
      const rest = claimed === undefined ? -1 : v2gtpHeaderLength + claimed - this.#queue.available - length;
      this.#incomplete(`${length} bytes are missing from the capture`, out);
      // The frame's own length says where the next one starts, unless the gap reaches beyond it.
      if (rest >= 0) this.#skip = rest;
      else this.#searching = true;
    } else {
      const violation = { offset: 0, rule: 'stream-gap', detail: `${length} bytes are missing from the capture` };
      const offset = this.#queue.offset + this.#shift;
      const bytes = new Uint8Array(0);
      out.push({ kind: 'incomplete', offset, bytes, first: origin, last: origin, violations: [violation] });
      this.#skip = 0;
      this.#searching = true;
    }
    this.#shift += length;
  }

  #incomplete(detail: string, out: Deframed[]): void {
    const offset = this.#queue.offset + this.#shift;
    const available = this.#queue.available;
    const bytes = this.#queue.peek(Math.min(shownBytes, available))!.slice();
    const violation = { offset: available, rule: 'v2gtp-incomplete', detail };
    out.push({ kind: 'incomplete', offset, bytes, violations: [violation], ...this.#queue.take(available) });
  }
}

/** The bytes, where fewer than eight are there as far as they go, could start a frame. */
function plausible(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x01 || (bytes.length > 1 && bytes[1] !== 0xfe)) return false;
  const { payloadType, length } = decodeV2gtpHeader(bytes);
  if (payloadType !== undefined && payloadTypeName(payloadType) === undefined) return false;
  return length === undefined || length <= 0xffff;
}
