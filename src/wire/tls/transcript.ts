import type { CipherSuite } from './cipher-suites.js';
import { handshakeTypes } from './handshake-messages.js';
import { digest, joined } from './key-schedule.js';

/** Above this the handshake is not kept, and its signatures stay unchecked. */
const maxBytes = 1 << 18;

/** The handshake messages of one connection in their order, as signatures and Finished are made over them. */
export class Transcript {
  #parts: Uint8Array[] = [];
  #length = 0;
  #whole = true;

  add(raw: Uint8Array): void {
    if (!this.#whole) return;
    this.#length += raw.length;
    if (this.#length > maxBytes) this.lose();
    else this.#parts.push(raw);
  }

  /** All bytes so far; undefined where some are missing. */
  bytes(): Uint8Array | undefined {
    return this.#whole ? joined(...this.#parts) : undefined;
  }

  /** A message is missing: nothing can be checked until the next handshake. */
  lose(): void {
    this.#whole = false;
    this.#parts = [];
  }

  /** A new handshake begins. */
  restart(): void {
    this.#whole = true;
    this.#parts = [];
    this.#length = 0;
  }

  /** HelloRetryRequest: the first ClientHello counts as its hash (RFC 8446, 4.4.1). */
  foldFirst(hash: CipherSuite['hash']): void {
    if (!this.#whole) return;
    const hashed = digest(hash, joined(...this.#parts));
    this.#parts = [joined(Uint8Array.of(handshakeTypes.messageHash, 0, 0, hashed.length), hashed)];
    this.#length = this.#parts[0]!.length;
  }
}
