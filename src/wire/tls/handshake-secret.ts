import { Cursor } from './cursor.js';
import { readExtensions, readServerHello } from './hello.js';
import { digest, expandLabel, hashLength, hmac, joined } from './key-schedule.js';

type Hash = 'sha256' | 'sha384';

const handshakeRecord = 22;
const serverHelloType = 2;
const keyShare = 51;
const headerLength = 5;

/** The ServerHello of TLS 1.3 at the start of a server's stream. */
export interface ServerShare {
  /** The whole handshake message. */
  readonly message: Uint8Array;
  readonly cipherSuite: number;
  /** Group and public key of the server. */
  readonly group: number;
  readonly key: Uint8Array;
}

/** undefined: more bytes are needed, or the stream begins with something else (an alert, TLS 1.2, a HelloRetryRequest). */
export function readServerShare(stream: Uint8Array): ServerShare | undefined {
  const record = new Cursor(stream);
  if (record.number(1) !== handshakeRecord) return undefined;
  record.number(2);
  const content = record.opaque(2);
  const header = new Cursor(content);
  if (record.broken || header.number(1) !== serverHelloType) return undefined;
  const body = header.opaque(3);
  const hello = readServerHello(body);
  if (header.broken || hello === undefined || hello.isRetry) return undefined;
  const fields = new Cursor(body);
  fields.take(2 + 32);
  fields.vector(1);
  fields.take(3);
  const share = readExtensions(fields).get(keyShare);
  if (share === undefined) return undefined;
  const entry = new Cursor(share);
  const group = entry.number(2);
  const key = entry.opaque(2);
  if (entry.broken) return undefined;
  return { message: content.subarray(0, 4 + body.length), cipherSuite: hello.cipherSuite, group, key };
}

/** The message in a record that holds one alone: a ClientHello as it was sent. */
export function messageOf(record: Uint8Array): Uint8Array {
  return record.subarray(headerLength);
}

/**
 * The secret of the server's handshake records in TLS 1.3 (RFC 8446, 7.1): without a pre-shared key, from the shared secret
 * of the key exchange and both hellos.
 */
export function serverHandshakeSecret(
  hash: Hash,
  shared: Uint8Array,
  clientHello: Uint8Array,
  serverHello: Uint8Array,
): Uint8Array {
  const length = hashLength[hash];
  const none = new Uint8Array(length);
  const early = hmac(hash, none, none);
  const derived = expandLabel(hash, early, 'derived', digest(hash, new Uint8Array(0)), length);
  const handshake = hmac(hash, derived, shared);
  return expandLabel(hash, handshake, 's hs traffic', digest(hash, joined(clientHello, serverHello)), length);
}
