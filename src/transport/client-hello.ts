import {
  readAuthorities,
  readTrustedAuthorities,
  type TrustedAuthority,
  trustedCaKeysExtension,
} from '../wire/tls/trusted-ca-keys.js';

const handshakeRecord = 22;
const clientHelloType = 1;
const supportedVersionsExtension = 43;
const certificateAuthoritiesExtension = 47;
const tls13 = 0x0304;
const maxRecord = 16_384;

/**
 * The body of one extension of the ClientHello at the start of a TLS connection. `absent`: it has none, or this is no
 * ClientHello, or one in several records. undefined: more bytes are needed.
 */
function extensionOf(bytes: Uint8Array, wanted: number): Uint8Array | 'absent' | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 1 && bytes[0] !== handshakeRecord) return 'absent';
  if (bytes.length < 5) return undefined;
  const end = 5 + view.getUint16(3);
  if (end > 5 + maxRecord) return 'absent';
  if (bytes.length < end) return undefined;
  if (bytes[5] !== clientHelloType) return 'absent';
  // Type and length (4), legacy_version (2), random (32).
  let at = 5 + 38;
  const skip = (lengthBytes: 1 | 2): void => {
    if (at + lengthBytes > end) at = end;
    else at += lengthBytes + (lengthBytes === 1 ? view.getUint8(at) : view.getUint16(at));
  };
  skip(1); // legacy_session_id
  skip(2); // cipher_suites
  skip(1); // legacy_compression_methods
  at += 2; // length of the extensions
  while (at + 4 <= end) {
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (type === wanted) return bytes.subarray(at + 4, Math.min(at + 4 + length, end));
    at += 4 + length;
  }
  return 'absent';
}

/**
 * Whether the ClientHello at the start of a TLS connection offers TLS 1.3 (RFC 8446, 4.2.1: 0x0304 in supported_versions).
 * undefined: more bytes are needed. What is no ClientHello, or one in several records, counts as no.
 */
export function offersTls13(bytes: Uint8Array): boolean | undefined {
  const body = extensionOf(bytes, supportedVersionsExtension);
  if (body === undefined || body === 'absent') return body === undefined ? undefined : false;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 1; at + 2 <= body.length; at += 2) if (view.getUint16(at) === tls13) return true;
  return false;
}

/**
 * The roots that the ClientHello at the start of a TLS connection names (RFC 6066, 6: trusted_ca_keys; RFC 8446, 4.2.4:
 * certificate_authorities); empty where it names none, or nothing that can be read. undefined: more bytes are needed.
 */
export function rootsNamed(bytes: Uint8Array): readonly TrustedAuthority[] | undefined {
  const body = extensionOf(bytes, trustedCaKeysExtension);
  if (body === undefined) return undefined;
  const trusted = body === 'absent' ? [] : (readTrustedAuthorities(body) ?? []);
  const names = extensionOf(bytes, certificateAuthoritiesExtension);
  return names === undefined || names === 'absent' ? trusted : [...trusted, ...readAuthorities(names)];
}
