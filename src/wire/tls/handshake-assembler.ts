import { joined } from './key-schedule.js';

export interface HandshakeMessage {
  readonly type: number;
  readonly body: Uint8Array;
  /** With its header, as the transcript takes it. */
  readonly raw: Uint8Array;
}

const headerLength = 4;
/** Handshake messages above this are not believed (a certificate chain takes a few thousand bytes). */
const maxMessage = 1 << 17;

/** Puts handshake messages together from the contents of records. Holds at most one message. */
export class HandshakeAssembler {
  #pending: Uint8Array = new Uint8Array(0);

  /** Messages that are complete with `content`; a number where one claims that many bytes, which is not believed. */
  push(content: Uint8Array): HandshakeMessage[] | number {
    this.#pending = joined(this.#pending, content);
    const messages: HandshakeMessage[] = [];
    while (this.#pending.length >= headerLength) {
      const length = (this.#pending[1]! << 16) | (this.#pending[2]! << 8) | this.#pending[3]!;
      if (length > maxMessage) return length;
      if (this.#pending.length < headerLength + length) break;
      const raw = this.#pending.slice(0, headerLength + length);
      messages.push({ type: raw[0]!, body: raw.subarray(headerLength), raw });
      this.#pending = this.#pending.slice(raw.length);
    }
    return messages;
  }

  /** Forgets a message that will not become whole. */
  reset(): void {
    this.#pending = new Uint8Array(0);
  }
}
