import { Cursor } from './cursor.js';

/** What a server asks of the certificate of its client. */
export interface CertificateRequest {
  /** Types of all extensions, in their order; TLS 1.2 has none. */
  readonly extensions: readonly number[];
  /** SignatureScheme of RFC 8446 (in TLS 1.2 hash and signature algorithm as one number), in the order of the message. */
  readonly signatureAlgorithms: readonly number[];
  /** The same for signatures inside certificates, where the server tells them apart (signature_algorithms_cert). */
  readonly certificateSignatureAlgorithms: readonly number[] | undefined;
  /** Names of the CAs that the server trusts, DER; undefined: the message does not speak of them. */
  readonly authorities: readonly Uint8Array[] | undefined;
}

/** Extensions of a CertificateRequest (RFC 8446, 4.2), by the names of the IANA registry. */
export const requestExtensions = {
  status_request: 5,
  signature_algorithms: 13,
  signed_certificate_timestamp: 18,
  compress_certificate: 27,
  certificate_authorities: 47,
  oid_filters: 48,
  signature_algorithms_cert: 50,
} as const;

/** `oid_filters`; a number where the extension is not one of a CertificateRequest. */
export function requestExtensionName(type: number): string {
  const known = Object.entries(requestExtensions).find(([, code]) => code === type);
  return known === undefined ? `extension ${type}` : known[0];
}

/**
 * CertificateRequest of TLS 1.3 (RFC 8446, 4.3.2); undefined where it is broken: a length that reaches over an end, bytes
 * behind the last field, an extension that comes twice.
 */
export function readCertificateRequest13(body: Uint8Array): CertificateRequest | undefined {
  const cursor = new Cursor(body);
  cursor.opaque(1);
  const list = cursor.vector(2);
  if (cursor.broken || cursor.left > 0) return undefined;
  const found = new Map<number, Uint8Array>();
  while (list.left > 0) {
    const type = list.number(2);
    const value = list.opaque(2);
    if (list.broken || found.has(type)) return undefined;
    found.set(type, value);
  }
  const algorithms = schemesOf(found.get(requestExtensions.signature_algorithms));
  const forCertificates = schemesOf(found.get(requestExtensions.signature_algorithms_cert));
  const names = found.get(requestExtensions.certificate_authorities);
  const authorities = names === undefined ? undefined : namesOf(new Cursor(names));
  if (algorithms === 'broken' || forCertificates === 'broken' || authorities === 'broken') return undefined;
  return {
    extensions: [...found.keys()],
    signatureAlgorithms: algorithms ?? [],
    certificateSignatureAlgorithms: forCertificates,
    authorities,
  };
}

/** CertificateRequest of TLS 1.2 (RFC 5246, 7.4.4); undefined where it is broken. */
export function readCertificateRequest12(body: Uint8Array): CertificateRequest | undefined {
  const cursor = new Cursor(body);
  cursor.opaque(1);
  const algorithms = cursor.vector(2);
  if (cursor.broken || algorithms.left % 2 !== 0) return undefined;
  const authorities = namesOf(cursor);
  if (authorities === 'broken') return undefined;
  return {
    extensions: [],
    signatureAlgorithms: algorithms.numbers(2),
    certificateSignatureAlgorithms: undefined,
    authorities,
  };
}

/** A list of SignatureSchemes with its length in front. */
function schemesOf(bytes: Uint8Array | undefined): number[] | undefined | 'broken' {
  if (bytes === undefined) return undefined;
  const cursor = new Cursor(bytes);
  const list = cursor.vector(2);
  return cursor.broken || cursor.left > 0 || list.left % 2 !== 0 ? 'broken' : list.numbers(2);
}

/** A list of DistinguishedNames with its length in front, to the end of the bytes. */
function namesOf(cursor: Cursor): Uint8Array[] | 'broken' {
  const list = cursor.vector(2);
  const names: Uint8Array[] = [];
  while (list.left > 0 && !list.broken) names.push(list.opaque(2).slice());
  return cursor.broken || cursor.left > 0 || list.broken ? 'broken' : names;
}
