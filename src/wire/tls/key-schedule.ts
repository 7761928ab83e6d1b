import { createHash, createHmac } from 'node:crypto';
import type { CipherSuite } from './cipher-suites.js';

type Hash = CipherSuite['hash'];

/** Keys of one direction. */
export interface TrafficKeys {
  readonly macKey: Uint8Array;
  readonly key: Uint8Array;
  /** TLS 1.3 and ChaCha20: whole nonce base; TLS 1.2 GCM and CCM: the 4 implicit bytes; CBC: none. */
  readonly iv: Uint8Array;
}

/** Bytes of a hash. */
export const hashLength: Readonly<Record<'sha1' | Hash, number>> = { sha1: 20, sha256: 32, sha384: 48 };

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The PRF of TLS 1.2 (RFC 5246, 5): P_hash over label and seed, `length` bytes. */
export function prf12(hash: Hash, secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array {
  const start = joined(latin1(label), seed);
  const out = new Uint8Array(length);
  let a: Uint8Array = start;
  for (let at = 0; at < length; at += hashLength[hash]) {
    a = hmac(hash, secret, a);
    const block = hmac(hash, secret, joined(a, start));
    out.set(block.subarray(0, Math.min(block.length, length - at)), at);
  }
  return out;
}

/** Key block of TLS 1.2 (RFC 5246, 6.3), both directions. */
export function keys12(
  suite: CipherSuite,
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): { readonly client: TrafficKeys; readonly server: TrafficKeys } {
  const mac = suite.mode === 'cbc' ? hashLength[suite.mac] : 0;
  const iv = suite.mode === 'cbc' ? 0 : suite.mode === 'chacha' ? 12 : 4;
  const seed = joined(serverRandom, clientRandom);
  const block = prf12(suite.hash, master, 'key expansion', seed, 2 * (mac + suite.keyLength + iv));
  let at = 0;
  const take = (length: number): Uint8Array => {
    at += length;
    return block.slice(at - length, at);
  };
  const [clientMac, serverMac] = [take(mac), take(mac)];
  const [clientKey, serverKey] = [take(suite.keyLength), take(suite.keyLength)];
  const [clientIv, serverIv] = [take(iv), take(iv)];
  return {
    client: { macKey: clientMac, key: clientKey, iv: clientIv },
    server: { macKey: serverMac, key: serverKey, iv: serverIv },
  };
}

/** verify_data of TLS 1.2 (RFC 5246, 7.4.9). */
export function finished12(
  hash: Hash,
  master: Uint8Array,
  side: 'client' | 'server',
  transcript: Uint8Array,
): Uint8Array {
  return prf12(hash, master, `${side} finished`, digest(hash, transcript), 12);
}

/** HKDF-Expand-Label (RFC 8446, 7.1). */
export function expandLabel(
  hash: Hash,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const name = latin1(`tls13 ${label}`);
  const info = joined(
    Uint8Array.of(length >> 8, length & 0xff, name.length),
    name,
    Uint8Array.of(context.length),
    context,
  );
  const out = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array(0);
  for (let at = 0, count = 1; at < length; at += block.length, count++) {
    block = hmac(hash, secret, joined(block, info, Uint8Array.of(count)));
    out.set(block.subarray(0, Math.min(block.length, length - at)), at);
  }
  return out;
}

/** Keys of a traffic secret of TLS 1.3 (RFC 8446, 7.3). */
export function keys13(suite: CipherSuite, secret: Uint8Array): TrafficKeys {
  const none = new Uint8Array(0);
  return {
    macKey: none,
    key: expandLabel(suite.hash, secret, 'key', none, suite.keyLength),
    iv: expandLabel(suite.hash, secret, 'iv', none, 12),
  };
}

/** The traffic secret after a KeyUpdate (RFC 8446, 7.2). */
export function nextSecret13(suite: CipherSuite, secret: Uint8Array): Uint8Array {
  return expandLabel(suite.hash, secret, 'traffic upd', new Uint8Array(0), hashLength[suite.hash]);
}

/** verify_data of TLS 1.3 (RFC 8446, 4.4.4). */
export function finished13(hash: Hash, handshakeSecret: Uint8Array, transcript: Uint8Array): Uint8Array {
  const key = expandLabel(hash, handshakeSecret, 'finished', new Uint8Array(0), hashLength[hash]);
  return hmac(hash, key, digest(hash, transcript));
}

export function digest(hash: Hash, bytes: Uint8Array): Uint8Array {
  return createHash(hash).update(bytes).digest();
}

export function hmac(hash: 'sha1' | Hash, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return createHmac(hash, key).update(bytes).digest();
}

/** The parts one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
