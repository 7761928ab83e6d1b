import type { PacketOrigin, StreamPiece } from '../net/tcp-half.js';
import type { FrameViolation } from '../v2gtp.js';
import { ByteSpans } from './byte-spans.js';
import { type Framing, framingOf, isInterim } from './http-framing.js';
import { type HttpHead, type HttpItem, type HttpMessage, looksLikeHttp, parseHttpHead } from './http-message.js';

/** A body beyond this is counted and not kept. */
export const keptBodyBytes = 4 << 20;
/** A head or a line of a chunked body beyond this is not believed. */
const longestHead = 64 << 10;
const longestChunkLine = 4096;
const shownBytes = 64;
const lineFeed = 0x0a;

interface Open {
  readonly head: HttpHead;
  readonly framing: Framing;
  readonly first: PacketOrigin;
  last: PacketOrigin;
  readonly body: Uint8Array[];
  kept: number;
  bodyLength: number;
  wireLength: number;
  /** Bytes still to come: of the body, or of the chunk. */
  due: number;
  /** Chunked: where in a chunk the next byte lies. */
  part: 'size' | 'data' | 'data-end' | 'trailer';
  readonly violations: FrameViolation[];
  whole: boolean;
}

/**
 * Cuts one direction of a TCP stream (or of what was inside TLS) into HTTP/1.x messages and says which packets each came
 * in. After bytes that are no message it looks for the next start. Never throws; holds one head, and of a body no more
 * than is kept.
 */
export class HttpSplitter {
  readonly #queue = new ByteSpans();
  readonly #methodOf: () => string | undefined;
  #open: Open | undefined;
  #searching = false;

  /** @param methodOf takes the method of the request that the next response answers: one to HEAD has no body */
  constructor(methodOf: () => string | undefined = () => undefined) {
    this.#methodOf = methodOf;
  }

  push(piece: StreamPiece): HttpItem[] {
    const out: HttpItem[] = [];
    if (piece.kind === 'gap') this.#gap(piece.length, piece.origin, out);
    else {
      this.#queue.append(piece.bytes, piece.origin);
      while (this.#step(out));
    }
    return out;
  }

  /** The stream is over: a body that lasts until the close is whole now, anything else that is open is not. */
  end(): HttpItem[] {
    const out: HttpItem[] = [];
    const open = this.#open;
    if (open !== undefined) {
      if (open.framing.kind !== 'until-close') {
        open.whole = false;
        open.violations.push(this.#violation('http-incomplete', 'the stream ends within the message'));
      }
      this.#close(out);
    } else if (this.#queue.length > 0 && !this.#searching) this.#broken('the stream ends within a message head', out);
    return out;
  }

  #step(out: HttpItem[]): boolean {
    if (this.#open === undefined) return this.#searching ? this.#search() : this.#head(out);
    const { framing } = this.#open;
    if (framing.kind === 'chunked') return this.#chunk(this.#open, out);
    if (framing.kind === 'until-close') return this.#body(this.#open, this.#queue.length) > 0;
    this.#open.due -= this.#body(this.#open, this.#open.due);
    if (this.#open.due > 0) return false;
    this.#close(out);
    return this.#queue.length > 0;
  }

  #head(out: HttpItem[]): boolean {
    // Empty lines before a message are passed over (RFC 9112, 2.2).
    while (this.#queue.bytes[0] === 0x0d || this.#queue.bytes[0] === lineFeed) this.#queue.take(1);
    const { bytes } = this.#queue;
    if (bytes.length === 0) return false;
    if (bytes.length >= 8 && !looksLikeHttp(bytes)) return this.#broken('no start of a message', out);
    const end = headEnd(bytes);
    if (end === undefined) {
      return bytes.length > longestHead ? this.#broken(`a head of more than ${longestHead} bytes`, out) : false;
    }
    const first = this.#queue.originAt(0)!;
    const last = this.#queue.originAt(end - 1)!;
    const { offset } = this.#queue;
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, end)).trimEnd();
    const head = parseHttpHead(text, offset);
    if (head === undefined) return this.#broken('the first line is none of HTTP/1.x', out);
    this.#queue.take(end);
    const violations = [...head.violations];
    const isAnswer = head.start.kind === 'response' && !isInterim(head.start.status);
    const framing = framingOf(head, isAnswer ? this.#methodOf() : undefined, offset, violations);
    this.#open = {
      head,
      framing,
      first,
      last,
      body: [],
      kept: 0,
      bodyLength: 0,
      wireLength: end,
      due: framing.kind === 'length' ? framing.length : 0,
      part: 'size',
      violations,
      whole: true,
    };
    if (framing.kind === 'none') this.#close(out);
    return true;
  }

  /** Takes bytes of the body; how many. */
  #body(open: Open, most: number): number {
    const count = Math.min(most, this.#queue.length);
    if (count === 0) return 0;
    open.last = this.#queue.originAt(count - 1) ?? open.last;
    const bytes = this.#queue.take(count);
    open.bodyLength += count;
    open.wireLength += count;
    if (open.kept < keptBodyBytes) {
      const kept = bytes.subarray(0, keptBodyBytes - open.kept);
      open.body.push(kept);
      open.kept += kept.length;
    }
    return count;
  }

  #chunk(open: Open, out: HttpItem[]): boolean {
    if (open.part === 'data') {
      open.due -= this.#body(open, open.due);
      if (open.due > 0) return false;
      open.part = 'data-end';
      return true;
    }
    const end = this.#queue.find([lineFeed]);
    if (end === -1) {
      if (this.#queue.length <= longestChunkLine) return false;
      return this.#giveUp(open, 'a line of a chunked body without an end', out);
    }
    open.last = this.#queue.originAt(end) ?? open.last;
    const line = new TextDecoder('latin1').decode(this.#queue.take(end + 1)).trim();
    open.wireLength += end + 1;
    if (open.part === 'data-end') {
      if (line !== '') return this.#giveUp(open, 'a chunk is longer than its size says', out);
      open.part = 'size';
    } else if (open.part === 'trailer') {
      if (line === '') this.#close(out);
    } else {
      const size = /^([0-9a-fA-F]{1,8})(?:\s*;.*)?$/.exec(line)?.[1];
      if (size === undefined) return this.#giveUp(open, `"${line.slice(0, 20)}" is no size of a chunk`, out);
      open.due = Number.parseInt(size, 16);
      open.part = open.due === 0 ? 'trailer' : 'data';
    }
    return true;
  }

  #giveUp(open: Open, detail: string, out: HttpItem[]): boolean {
    open.violations.push(this.#violation('http-chunk', detail));
    open.whole = false;
    this.#close(out);
    this.#searching = true;
    return true;
  }

  #gap(length: number, origin: PacketOrigin, out: HttpItem[]): void {
    const open = this.#open;
    if (open === undefined) {
      if (this.#queue.length > 0) this.#broken(`${length} bytes are missing within a head`, out);
      this.#queue.take(this.#queue.length);
      this.#searching = true;
      return;
    }
    open.whole = false;
    open.last = origin;
    open.bodyLength += length;
    open.wireLength += length;
    open.violations.push(this.#violation('http-missing-bytes', `${length} bytes of the body are not in the capture`));
    if (open.framing.kind === 'until-close') return;
    if (open.framing.kind === 'length' && length <= open.due) {
      open.due -= length;
      if (open.due === 0) this.#close(out);
      return;
    }
    this.#close(out);
    this.#searching = true;
  }

  /** Bytes without a start: nothing is known before the next one that looks like it. */
  #search(): boolean {
    const { bytes } = this.#queue;
    for (let at = 0; at + 8 <= bytes.length; at++) {
      if (!looksLikeHttp(bytes.subarray(at, at + 8))) continue;
      this.#queue.take(at);
      this.#searching = false;
      return true;
    }
    this.#queue.take(Math.max(0, bytes.length - 7));
    return false;
  }

  #close(out: HttpItem[]): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { head, body, bodyLength, wireLength, first, last, violations, whole } = open;
    const message: HttpMessage = {
      ...head.start,
      headers: head.headers,
      body: joined(body),
      bodyLength,
      wireLength,
      complete: whole,
      first,
      last,
      violations,
    };
    out.push(message);
  }

  #broken(detail: string, out: HttpItem[]): boolean {
    const { bytes } = this.#queue;
    const first = this.#queue.originAt(0);
    const last = this.#queue.originAt(bytes.length - 1);
    const violations = [this.#violation('http-start', detail)];
    if (first !== undefined && last !== undefined)
      out.push({ kind: 'broken', bytes: bytes.slice(0, shownBytes), first, last, violations });
    this.#queue.take(1);
    this.#searching = true;
    return true;
  }

  #violation(rule: string, detail: string): FrameViolation {
    return { offset: this.#queue.offset, rule, detail };
  }
}

/** Length of the head with its empty line; undefined while it has no end. */
function headEnd(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== lineFeed) continue;
    if (bytes[at + 1] === lineFeed) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === lineFeed) return at + 3;
  }
  return undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
