import type { PacketOrigin } from './net/tcp-half.js';
import { ByteQueue } from './pcap/byte-queue.js';

/** Bytes of a stream that wait, and the packets that brought them. */
export class TracedQueue {
  readonly #queue = new ByteQueue();
  /** `end`: offset of the byte after the span, in the queue's own count. */
  #spans: { readonly end: number; readonly origin: PacketOrigin }[] = [];
  #queued = 0;

  /** Bytes that wait. */
  get available(): number {
    return this.#queue.available;
  }

  /** Bytes taken since the start. */
  get offset(): number {
    return this.#queue.offset;
  }

  /** Packet that brought the next byte. Only while bytes wait. */
  get next(): PacketOrigin {
    return this.#spans[0]!.origin;
  }

  append(bytes: Uint8Array, origin: PacketOrigin): void {
    if (bytes.length === 0) return;
    this.#queue.append(bytes);
    this.#queued += bytes.length;
    this.#spans.push({ end: this.#queued, origin });
  }

  /** The next `length` bytes without taking them; undefined while fewer wait. */
  peek(length: number): Uint8Array | undefined {
    return this.#queue.peek(length);
  }

  /** Takes bytes off the queue and says which packets brought them. Only while bytes wait. */
  take(length: number): { readonly first: PacketOrigin; readonly last: PacketOrigin } {
    this.#queue.skip(length);
    const first = this.next;
    let last = first;
    for (const { origin, end } of this.#spans) {
      if (origin.number > last.number) last = origin;
      if (end >= this.#queue.offset) break;
    }
    this.#spans = this.#spans.filter(({ end }) => end > this.#queue.offset);
    return { first, last };
  }

  /** Throws away what waits. */
  clear(): void {
    this.#queue.skip(this.#queue.available);
    this.#spans = [];
  }
}
