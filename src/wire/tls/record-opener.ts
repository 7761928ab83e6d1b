import { type CipherCCMTypes, type CipherGCMTypes, createDecipheriv, timingSafeEqual } from 'node:crypto';
import type { CipherSuite } from './cipher-suites.js';
import { hashLength, hmac, joined, type TrafficKeys } from './key-schedule.js';
import type { TlsRecord } from './record-splitter.js';

export type Opened =
  | { readonly kind: 'opened'; readonly type: number; readonly content: Uint8Array }
  /** The record cannot be opened; `detail` in plain words. */
  | { readonly kind: 'refused'; readonly detail: string };

type Sealed = Pick<TlsRecord, 'type' | 'version' | 'fragment'>;

/** Opens the records of one direction under one set of keys, in their order. Never throws. */
export interface RecordOpener {
  open(record: Sealed): Opened;
  /** Counts a record that is not there. */
  skip(): void;
  /** Bytes of content in a fragment of that length, as far as that can be told without opening it. */
  contentLength(fragmentLength: number): number;
}

const block = 16;
const explicitNonce = 8;

/** Opener for TLS 1.2 (RFC 5246, 6.2.3; RFC 5288; RFC 6655; RFC 7905; RFC 7366 for `encryptThenMac`). */
export function opener12(suite: CipherSuite, keys: TrafficKeys, encryptThenMac: boolean): RecordOpener {
  if (suite.mode !== 'cbc') return new Aead12(suite, keys);
  return encryptThenMac ? new MacOverCipher(suite, keys) : new MacUnderCipher(suite, keys);
}

/** Opener for TLS 1.3 (RFC 8446, 5.2). */
export function opener13(suite: CipherSuite, keys: TrafficKeys): RecordOpener {
  return new Aead13(suite, keys);
}

abstract class Opener implements RecordOpener {
  protected readonly suite: CipherSuite;
  protected readonly keys: TrafficKeys;
  #sequence = 0n;

  constructor(suite: CipherSuite, keys: TrafficKeys) {
    this.suite = suite;
    this.keys = keys;
  }

  open(record: Sealed): Opened {
    const sequence = new Uint8Array(8);
    new DataView(sequence.buffer).setBigUint64(0, this.#sequence++);
    if (this.contentLength(record.fragment.length) < 0) return refused('it is too short for its cipher');
    try {
      return this.opened(record, sequence);
    } catch {
      return refused(doesNotFit);
    }
  }

  skip(): void {
    this.#sequence++;
  }

  abstract contentLength(fragmentLength: number): number;

  /** May throw where the authentication fails. */
  protected abstract opened(record: Sealed, sequence: Uint8Array): Opened;

  protected aead(nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array {
    const { bulk, mode, tagLength } = this.suite;
    const text = sealed.subarray(0, sealed.length - tagLength);
    const tag = sealed.subarray(text.length);
    if (mode === 'ccm') {
      const decipher = createDecipheriv(`${bulk}-ccm` as CipherCCMTypes, this.keys.key, nonce, {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(tag).setAAD(aad, { plaintextLength: text.length });
      const content = decipher.update(text);
      decipher.final();
      return content;
    }
    // Node types ChaCha20-Poly1305 and GCM as two overloads of one call.
    const name = mode === 'chacha' ? 'chacha20-poly1305' : `${bulk}-gcm`;
    const decipher = createDecipheriv(name as CipherGCMTypes, this.keys.key, nonce, { authTagLength: tagLength });
    decipher.setAuthTag(tag).setAAD(aad);
    return joined(decipher.update(text), decipher.final());
  }

  protected cbc(sealed: Uint8Array): Uint8Array {
    const decipher = createDecipheriv(`${this.suite.bulk}-cbc`, this.keys.key, sealed.subarray(0, block));
    decipher.setAutoPadding(false);
    return joined(decipher.update(sealed.subarray(block)), decipher.final());
  }

  protected macFits(sequence: Uint8Array, record: Sealed, protectedBytes: Uint8Array, mac: Uint8Array): boolean {
    const expected = hmac(
      this.suite.mac,
      this.keys.macKey,
      joined(sequence, header(record, protectedBytes.length), protectedBytes),
    );
    return mac.length === expected.length && timingSafeEqual(mac, expected);
  }
}

class Aead12 extends Opener {
  contentLength(fragmentLength: number): number {
    return fragmentLength - this.suite.tagLength - (this.suite.mode === 'chacha' ? 0 : explicitNonce);
  }

  protected override opened(record: Sealed, sequence: Uint8Array): Opened {
    const { fragment, type } = record;
    const explicit = this.suite.mode === 'chacha' ? 0 : explicitNonce;
    const nonce =
      explicit === 0 ? xored(this.keys.iv, sequence) : joined(this.keys.iv, fragment.subarray(0, explicitNonce));
    const aad = joined(sequence, header(record, this.contentLength(fragment.length)));
    return { kind: 'opened', type, content: this.aead(nonce, aad, fragment.subarray(explicit)) };
  }
}

/** MAC, then padding, then encryption: TLS 1.2 without extension 22. */
class MacUnderCipher extends Opener {
  contentLength(fragmentLength: number): number {
    const rest = fragmentLength - block;
    return rest % block === 0 ? rest - hashLength[this.suite.mac] - 1 : -1;
  }

  protected override opened(record: Sealed, sequence: Uint8Array): Opened {
    const unpadded = withoutPadding(this.cbc(record.fragment));
    const length = (unpadded?.length ?? 0) - hashLength[this.suite.mac];
    if (unpadded === undefined || length < 0) return refused(doesNotFit);
    const content = unpadded.subarray(0, length);
    if (!this.macFits(sequence, record, content, unpadded.subarray(length))) return refused(doesNotFit);
    return { kind: 'opened', type: record.type, content };
  }
}

/** Encrypt-then-MAC (RFC 7366). */
class MacOverCipher extends Opener {
  contentLength(fragmentLength: number): number {
    const rest = fragmentLength - block - hashLength[this.suite.mac];
    return rest % block === 0 ? rest - 1 : -1;
  }

  protected override opened(record: Sealed, sequence: Uint8Array): Opened {
    const { fragment, type } = record;
    const sealed = fragment.subarray(0, fragment.length - hashLength[this.suite.mac]);
    if (!this.macFits(sequence, record, sealed, fragment.subarray(sealed.length))) return refused(doesNotFit);
    const content = withoutPadding(this.cbc(sealed));
    return content === undefined ? refused('its padding is wrong') : { kind: 'opened', type, content };
  }
}

class Aead13 extends Opener {
  contentLength(fragmentLength: number): number {
    return fragmentLength - this.suite.tagLength - 1;
  }

  protected override opened(record: Sealed, sequence: Uint8Array): Opened {
    const aad = header(record, record.fragment.length);
    const inner = this.aead(xored(this.keys.iv, sequence), aad, record.fragment);
    let end = inner.length;
    while (end > 0 && inner[end - 1] === 0) end--;
    if (end === 0) return refused('it holds no content type');
    return { kind: 'opened', type: inner[end - 1]!, content: inner.subarray(0, end - 1) };
  }
}

const doesNotFit = 'its authentication does not fit the secret';

function refused(detail: string): Opened {
  return { kind: 'refused', detail };
}

function header({ type, version }: Sealed, length: number): Uint8Array {
  return Uint8Array.of(type, version >> 8, version & 0xff, length >> 8, length & 0xff);
}

/** The sequence number in the last eight bytes of the nonce base. */
function xored(iv: Uint8Array, sequence: Uint8Array): Uint8Array {
  const shift = iv.length - sequence.length;
  return iv.map((byte, index) => (index < shift ? byte : byte ^ sequence[index - shift]!));
}

/** RFC 5246, 6.2.3.2: every padding byte holds their number. */
function withoutPadding(bytes: Uint8Array): Uint8Array | undefined {
  const padding = bytes.at(-1);
  if (padding === undefined || padding + 1 > bytes.length) return undefined;
  const content = bytes.subarray(0, bytes.length - padding - 1);
  return bytes.subarray(content.length).every((byte) => byte === padding) ? content : undefined;
}
