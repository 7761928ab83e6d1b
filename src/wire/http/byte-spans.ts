import type { PacketOrigin } from '../net/tcp-half.js';

/** Bytes that wait to be understood, each with the packet that brought it. */
export class ByteSpans {
  #bytes = new Uint8Array(0);
  #spans: { readonly end: number; readonly origin: PacketOrigin }[] = [];
  /** Bytes taken since the start. */
  offset = 0;

  get length(): number {
    return this.#bytes.length;
  }

  append(bytes: Uint8Array, origin: PacketOrigin): void {
    if (bytes.length === 0) return;
    const joined = new Uint8Array(this.#bytes.length + bytes.length);
    joined.set(this.#bytes);
    joined.set(bytes, this.#bytes.length);
    this.#bytes = joined;
    this.#spans.push({ end: this.offset + joined.length, origin });
  }

  /** A view of what waits. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Position of the sequence from `from` on, -1 where it is not there. */
  find(sequence: readonly number[], from = 0): number {
    for (let at = from; at + sequence.length <= this.#bytes.length; at++) {
      if (sequence.every((byte, i) => this.#bytes[at + i] === byte)) return at;
    }
    return -1;
  }

  /** Packet of the byte at a position of what waits. */
  originAt(position: number): PacketOrigin | undefined {
    return this.#spans.find(({ end }) => end > this.offset + position)?.origin;
  }

  /** Takes bytes away; a copy of them. */
  take(count: number): Uint8Array {
    const taken = this.#bytes.slice(0, count);
    this.#bytes = this.#bytes.subarray(count);
    this.offset += count;
    this.#spans = this.#spans.filter(({ end }) => end > this.offset);
    return taken;
  }
}
