import { type ClientHello, readCertificates, readClientHello, readServerHello, type ServerHello } from './tls-hello.js';
import type { FrameViolation } from './v2gtp.js';

/** What one direction of a TLS stream shows without keys. */
export type TlsFact =
  | { readonly kind: 'client-hello'; readonly hello: ClientHello }
  | { readonly kind: 'server-hello'; readonly hello: ServerHello }
  /** DER, leaf first. */
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'handshake'; readonly type: number }
  | { readonly kind: 'certificate-request' }
  /** In clear: level 1 warning, 2 fatal. Encrypted alerts carry neither. */
  | { readonly kind: 'alert'; readonly level: number | undefined; readonly description: number | undefined }
  | { readonly kind: 'encrypted-from-here' }
  /** Length of the encrypted payload, bytes. */
  | { readonly kind: 'application-data'; readonly length: number }
  | { readonly kind: 'broken'; readonly violation: FrameViolation };

const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;
const recordHeaderLength = 5;
/** RFC 5246, 6.2.3: 2^14 + 2048 of ciphertext. */
const maxRecord = 16384 + 2048;
/** Handshake messages above this are not believed (a certificate chain takes a few thousand bytes). */
const maxHandshake = 1 << 17;

/** True where a stream starts like TLS: a handshake record of version 3.x. */
export function looksLikeTls(start: Uint8Array): boolean {
  return start.length >= 3 && start[0] === contentTypes.handshake && start[1] === 3 && start[2]! <= 4;
}

/**
 * Record and handshake headers of one direction of a TLS connection, from bytes in order. Decrypts nothing. Holds at most
 * one record and one handshake message.
 */
export class TlsRecordReader {
  #pending: Uint8Array = new Uint8Array(0);
  #handshake: Uint8Array = new Uint8Array(0);
  #encrypted = false;
  #broken = false;
  #offset = 0;

  /** Facts that are complete with `bytes`. */
  push(bytes: Uint8Array): TlsFact[] {
    const facts: TlsFact[] = [];
    if (this.#broken) return facts;
    this.#pending = concat(this.#pending, bytes);
    while (this.#pending.length >= recordHeaderLength && !this.#broken) {
      const type = this.#pending[0]!;
      const length = (this.#pending[3]! << 8) | this.#pending[4]!;
      if (type < 20 || type > 24 || this.#pending[1] !== 3 || length > maxRecord) {
        const detail = `content type ${type}, version ${this.#pending[1]}.${this.#pending[2]}, length ${length}`;
        this.#fail('tls-record', `no TLS record: ${detail}`, facts);
        break;
      }
      if (this.#pending.length < recordHeaderLength + length) break;
      this.#record(type, this.#pending.subarray(recordHeaderLength, recordHeaderLength + length), facts);
      this.#pending = this.#pending.subarray(recordHeaderLength + length);
      this.#offset += recordHeaderLength + length;
    }
    this.#pending = this.#pending.slice();
    return facts;
  }

  /** Bytes are missing from here on: nothing further is read. */
  lose(): void {
    this.#broken = true;
  }

  /** TLS 1.3 encrypts after the ServerHello; the caller, who sees both directions, says when. */
  encryptFromHere(): void {
    this.#encrypted = true;
  }

  #record(type: number, body: Uint8Array, facts: TlsFact[]): void {
    if (type === contentTypes.applicationData) facts.push({ kind: 'application-data', length: body.length });
    else if (type === contentTypes.changeCipherSpec) {
      if (!this.#encrypted) facts.push({ kind: 'encrypted-from-here' });
      this.#encrypted = true;
    } else if (type === contentTypes.alert) {
      const clear = body.length === 2 && !this.#encrypted;
      facts.push({ kind: 'alert', level: clear ? body[0] : undefined, description: clear ? body[1] : undefined });
    } else if (type === contentTypes.handshake && !this.#encrypted) {
      this.#handshake = concat(this.#handshake, body);
      this.#messages(facts);
    }
  }

  #messages(facts: TlsFact[]): void {
    while (this.#handshake.length >= 4) {
      const length = (this.#handshake[1]! << 16) | (this.#handshake[2]! << 8) | this.#handshake[3]!;
      if (length > maxHandshake) {
        this.#fail('tls-handshake-length', `a handshake message claims ${length} bytes`, facts);
        return;
      }
      if (this.#handshake.length < 4 + length) return;
      facts.push(this.#message(this.#handshake[0]!, this.#handshake.subarray(4, 4 + length)));
      this.#handshake = this.#handshake.slice(4 + length);
    }
  }

  #message(type: number, body: Uint8Array): TlsFact {
    if (type === 1) {
      const hello = readClientHello(body);
      if (hello !== undefined) return { kind: 'client-hello', hello };
    } else if (type === 2) {
      const hello = readServerHello(body);
      if (hello !== undefined) return { kind: 'server-hello', hello };
    } else if (type === 11) {
      const certificates = readCertificates(body);
      if (certificates !== undefined) return { kind: 'certificates', certificates };
    } else if (type === 13) return { kind: 'certificate-request' };
    if (type !== 1 && type !== 2 && type !== 11) return { kind: 'handshake', type };
    const detail = `handshake message ${type} of ${body.length} bytes cannot be read`;
    return { kind: 'broken', violation: { offset: this.#offset, rule: 'tls-handshake', detail } };
  }

  #fail(rule: string, detail: string, facts: TlsFact[]): void {
    this.#broken = true;
    facts.push({ kind: 'broken', violation: { offset: this.#offset, rule, detail } });
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b.slice();
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
