import { decodeV2gtpHeader, v2gtpHeaderLength } from '../wire/v2gtp.js';
import type { ReceivedFrame, ReceivedMalformed } from './v2g-connection.js';

const initialCapacity = 4096;
/** How many bytes of a header that makes no sense are kept as evidence. */
const evidenceLimit = 65_536;

/**
 * Cuts a byte stream into V2GTP frames, whatever pieces it comes in. A header with a wrong version but a believable
 * length is dropped together with its payload, so that the frame after it can be read; a length over `maxPayload` drops
 * all that is there, since nothing tells where the next frame begins. Holds `maxPayload` + 8 bytes at most.
 */
export class FrameAssembler {
  readonly #maxPayload: number;
  #buffer = new Uint8Array(initialCapacity);
  #used = 0;

  /** @param maxPayload largest payload length that is believed, bytes */
  constructor(maxPayload: number) {
    this.#maxPayload = maxPayload;
  }

  /**
   * Takes bytes in and returns what they complete, in order.
   * @param at monotonic ns at which `chunk` arrived
   */
  push(chunk: Uint8Array, at: bigint): (ReceivedFrame | ReceivedMalformed)[] {
    const complete: (ReceivedFrame | ReceivedMalformed)[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      const taken = this.#take(rest);
      rest = rest.subarray(taken);
      const next = this.#cut(at);
      if (next?.kind === 'malformed' && next.violations.some((text) => text.startsWith('v2gtp-length'))) {
        // The rest of this chunk belongs to the frame that cannot be believed. It is handed over with its header, so that
        // who passes the stream on loses no byte of it.
        complete.push({ ...next, raw: joined(next.raw, rest) });
        return complete;
      }
      if (next !== undefined) complete.push(next);
    }
    return complete;
  }

  /** Bytes of a frame that has begun; undefined between frames. */
  partial(): Uint8Array | undefined {
    return this.#used === 0 ? undefined : this.#buffer.slice(0, this.#used);
  }

  /** Takes at most as many bytes as the frame still needs, so that one buffer never holds two frames. */
  #take(bytes: Uint8Array): number {
    const wanted = this.#wanted();
    const taken = Math.min(wanted, bytes.length);
    this.#reserve(this.#used + taken);
    this.#buffer.set(bytes.subarray(0, taken), this.#used);
    this.#used += taken;
    return taken;
  }

  #wanted(): number {
    if (this.#used < v2gtpHeaderLength) return v2gtpHeaderLength - this.#used;
    return v2gtpHeaderLength + this.#payloadLength() - this.#used;
  }

  #payloadLength(): number {
    return new DataView(this.#buffer.buffer).getUint32(4);
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(size, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = larger;
  }

  #cut(at: bigint): ReceivedFrame | ReceivedMalformed | undefined {
    if (this.#used < v2gtpHeaderLength) return undefined;
    const header = decodeV2gtpHeader(this.#buffer.subarray(0, v2gtpHeaderLength));
    // A reserved payload type is a matter for the layer above: the frame itself is whole.
    const broken = header.violations.filter((violation) => violation.rule !== 'v2gtp-payload-type');
    const violations = broken.map((violation) => `${violation.rule}: ${violation.detail}`);
    const length = this.#payloadLength();
    if (length > this.#maxPayload) {
      violations.push(
        `v2gtp-length: the header announces ${length} bytes, more than ${this.#maxPayload} is not believed`,
      );
      return { kind: 'malformed', raw: this.#release(evidenceLimit), violations, at };
    }
    if (this.#used < v2gtpHeaderLength + length) return undefined;
    const raw = this.#release(v2gtpHeaderLength + length);
    if (violations.length > 0) return { kind: 'malformed', raw, violations, at };
    const payload = raw.subarray(v2gtpHeaderLength);
    return { kind: 'frame', payloadType: header.payloadType ?? 0, payload, raw, at };
  }

  #release(limit: number): Uint8Array {
    const raw = this.#buffer.slice(0, Math.min(this.#used, limit));
    this.#used = 0;
    if (this.#buffer.length > evidenceLimit) this.#buffer = new Uint8Array(initialCapacity);
    return raw;
  }
}

function joined(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.length + rest.length);
  all.set(head);
  all.set(rest, head.length);
  return all;
}
