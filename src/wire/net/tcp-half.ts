import type { ReassemblyBudget } from './reassembly-budget.js';

/** The packet that something came in. */
export interface PacketOrigin {
  /** Number in the capture, from 1. */
  readonly number: number;
  /** Nanoseconds since 1970; 0 where the capture carries no time. */
  readonly timestampNs: bigint;
}

export type StreamPiece =
  | { readonly kind: 'data'; readonly offset: number; readonly bytes: Uint8Array; readonly origin: PacketOrigin }
  /** `length` bytes that the receiver got but the capture does not hold. */
  | { readonly kind: 'gap'; readonly offset: number; readonly length: number; readonly origin: PacketOrigin };

export interface StreamCounters {
  /** Bytes in order, gaps included. */
  bytes: number;
  segments: number;
  /** Segments whose bytes had all been seen before. */
  retransmissions: number;
  /** Segments that were captured twice within a millisecond: a mirror port or a bridge, not the sender. */
  duplicates: number;
  keepAlives: number;
  outOfOrder: number;
  gaps: number;
  /** Segments too far from the window to belong to this stream. */
  strays: number;
}

interface PendingSegment {
  readonly sequence: number;
  readonly payload: Uint8Array;
  readonly missing: number;
  readonly origin: PacketOrigin;
}

/** Packets of the connection that may still bring bytes which the peer has already acknowledged (reordered capture). */
const gracePackets = 3;
/** The shortest retransmission timeout in use is far above this (Linux: 200 ms; RFC 6298: 1 s). */
const duplicateNs = 1_000_000n;
const maxPendingSegments = 512;
const maxPendingBytes = 1 << 20;
/** Largest window of RFC 7323 is 2^30; segments further ahead are strays. */
const maxAhead = 1 << 30;

/**
 * One direction of a TCP connection: segments in any order in, bytes in order out, each piece with the packet it came in.
 * Bytes count when they are new; the first copy wins over retransmissions.
 */
export class TcpHalf {
  readonly counters: StreamCounters = {
    bytes: 0,
    segments: 0,
    retransmissions: 0,
    duplicates: 0,
    keepAlives: 0,
    outOfOrder: 0,
    gaps: 0,
    strays: 0,
  };
  /** First data was not preceded by a SYN: the capture starts in the middle of the stream. */
  midStream = false;
  /** Highest acknowledgement that the peer sent for this direction. */
  acknowledged: number | undefined;
  /** Times the newest segment was sent again without having been acknowledged. */
  unansweredRetransmissions = 0;
  #next: number | undefined;
  #pending: PendingSegment[] = [];
  #pendingBytes = 0;
  #newest: { readonly sequence: number; readonly length: number; readonly timestampNs: bigint } | undefined;
  #ackAhead: { readonly ack: number; patience: number } | undefined;
  readonly #budget: ReassemblyBudget | undefined;

  /** @param budget shared by all streams of a capture; without it the bounds of one stream are all there is */
  constructor(budget?: ReassemblyBudget) {
    this.#budget = budget;
  }

  /** Bytes that were sent and not acknowledged, as far as the capture shows; 0 where no acknowledgement was seen. */
  get unacknowledged(): number {
    if (this.#next === undefined || this.acknowledged === undefined) return 0;
    return Math.max(0, (this.#next - this.acknowledged) | 0);
  }

  /** SYN with its sequence number. */
  open(sequence: number): void {
    this.#next ??= (sequence + 1) >>> 0;
  }

  /** True where a SYN with this number would start another connection. */
  isOther(synSequence: number): boolean {
    return this.#next !== undefined && this.counters.segments > 0 && ((this.#next - synSequence) | 0) < 0;
  }

  /** Takes a segment; `missing` = bytes at its end that the snap length cut off. */
  segment(sequence: number, payload: Uint8Array, missing: number, origin: PacketOrigin): StreamPiece[] {
    const length = payload.length + missing;
    if (length === 0) {
      if (this.#next !== undefined && ((sequence - this.#next) | 0) === -1) this.counters.keepAlives++;
      return [];
    }
    this.counters.segments++;
    if (this.#next === undefined) {
      this.#next = sequence;
      this.midStream = true;
    }
    const distance = (sequence - this.#next) | 0;
    if (distance > maxAhead || distance < -maxAhead) {
      this.counters.strays++;
      return [];
    }
    if (distance + length <= 0) {
      if (length === 1 && distance === -1) this.counters.keepAlives++;
      else this.#retransmitted(sequence, length, origin);
      return [];
    }
    this.#newest = { sequence, length, timestampNs: origin.timestampNs };
    const out: StreamPiece[] = [];
    if (distance > 0) {
      this.counters.outOfOrder++;
      this.#hold({ sequence, payload: payload.slice(), missing, origin });
      while (this.#pending.length > maxPendingSegments || this.#pendingBytes > maxPendingBytes)
        this.#skipHole(out, origin);
      if (this.#budget?.isShort === true && this.#pending.length > 0) {
        this.#budget.shortages++;
        out.push(...this.flush(origin));
      }
      return out;
    }
    this.unansweredRetransmissions = 0;
    this.#emit(payload.subarray(-distance), missing, Math.max(0, -distance - payload.length), origin, out);
    this.#drain(out);
    return out;
  }

  /** The peer acknowledged everything before `ack`. */
  acknowledge(ack: number): void {
    if (this.acknowledged === undefined || ((ack - this.acknowledged) | 0) > 0) {
      this.acknowledged = ack;
      this.unansweredRetransmissions = 0;
    }
    const ahead = this.#next === undefined ? 0 : (ack - this.#next) | 0;
    // One byte with nothing behind it is a FIN that the capture may not hold.
    if (ahead > (this.#pending.length === 0 ? 1 : 0) && ahead <= maxAhead) {
      this.#ackAhead ??= { ack, patience: gracePackets };
    }
  }

  /** To be called for every packet of the connection: gives up bytes that were acknowledged and never came. */
  tick(origin: PacketOrigin): StreamPiece[] {
    const waiting = this.#ackAhead;
    if (waiting === undefined || this.#next === undefined) return [];
    if (((waiting.ack - this.#next) | 0) <= 0) {
      this.#ackAhead = undefined;
      return [];
    }
    if (waiting.patience-- > 0) return [];
    this.#ackAhead = undefined;
    const out: StreamPiece[] = [];
    this.#skipTo(waiting.ack, out, origin);
    return out;
  }

  /** The connection or the capture is over: gives out what was held back, with the holes before it. */
  flush(origin: PacketOrigin): StreamPiece[] {
    const out: StreamPiece[] = [];
    while (this.#pending.length > 0) this.#skipHole(out, origin);
    return out;
  }

  /** Lets go of what was held back: nobody reads this stream. */
  drop(): void {
    this.#budget?.give(this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #retransmitted(sequence: number, length: number, origin: PacketOrigin): void {
    const newest = this.#newest;
    if (newest?.sequence === sequence && newest.length === length) {
      if (origin.timestampNs - newest.timestampNs < duplicateNs) {
        this.counters.duplicates++;
        return;
      }
      this.#newest = { sequence, length, timestampNs: origin.timestampNs };
    }
    this.counters.retransmissions++;
    const end = (sequence + length) >>> 0;
    if (this.acknowledged === undefined || ((end - this.acknowledged) | 0) > 0) this.unansweredRetransmissions++;
  }

  #hold(segment: PendingSegment): void {
    let at = this.#pending.length;
    while (at > 0 && ((this.#pending[at - 1]!.sequence - segment.sequence) | 0) > 0) at--;
    const before = this.#pending[at - 1];
    if (before?.sequence === segment.sequence && before.payload.length >= segment.payload.length) {
      this.counters.retransmissions++;
      return;
    }
    this.#pending.splice(at, 0, segment);
    this.#pendingBytes += segment.payload.length;
    this.#budget?.take(segment.payload.length);
  }

  /** Gives up everything before `target` that is not held back. */
  #skipTo(target: number, out: StreamPiece[], origin: PacketOrigin): void {
    while (this.#next !== undefined && ((target - this.#next) | 0) > 0) {
      const first = this.#pending[0];
      if (first !== undefined && ((first.sequence - target) | 0) <= 0) this.#skipHole(out, origin);
      else this.#gap((target - this.#next) | 0, out, origin);
    }
    this.#drain(out);
  }

  /** Declares the hole before the first held-back segment lost. */
  #skipHole(out: StreamPiece[], origin: PacketOrigin): void {
    const first = this.#pending[0];
    if (first === undefined || this.#next === undefined) return;
    const hole = (first.sequence - this.#next) | 0;
    if (hole > 0) this.#gap(hole, out, origin);
    this.#drain(out);
  }

  #drain(out: StreamPiece[]): void {
    while (this.#next !== undefined) {
      const first = this.#pending[0];
      if (first === undefined) return;
      const distance = (first.sequence - this.#next) | 0;
      if (distance > 0) return;
      this.#pending.shift();
      this.#pendingBytes -= first.payload.length;
      this.#budget?.give(first.payload.length);
      if (distance + first.payload.length + first.missing <= 0) continue;
      const cut = Math.max(0, -distance - first.payload.length);
      this.#emit(first.payload.subarray(-distance), first.missing, cut, first.origin, out);
    }
  }

  #emit(bytes: Uint8Array, missing: number, alreadyMissed: number, origin: PacketOrigin, out: StreamPiece[]): void {
    if (bytes.length > 0) {
      out.push({ kind: 'data', offset: this.counters.bytes, bytes, origin });
      this.#advance(bytes.length);
    }
    if (missing > alreadyMissed) this.#gap(missing - alreadyMissed, out, origin);
  }

  #gap(length: number, out: StreamPiece[], origin: PacketOrigin): void {
    out.push({ kind: 'gap', offset: this.counters.bytes, length, origin });
    this.counters.gaps++;
    this.#advance(length);
  }

  #advance(length: number): void {
    this.#next = ((this.#next ?? 0) + length) >>> 0;
    this.counters.bytes += length;
  }
}
