import { Cursor } from './cursor.js';
import { readExtensions } from './hello.js';

/** Numbers of the handshake messages (RFC 5246, 7.4; RFC 8446, 4). */
export const handshakeTypes = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
  certificateStatus: 22,
  keyUpdate: 24,
  messageHash: 254,
} as const;

/** A chain as a peer sends it. */
export interface SentChain {
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[];
  /** Stapled OCSP response of each certificate, where there is one (TLS 1.3). */
  readonly statuses: readonly (Uint8Array | undefined)[];
}

export interface HandshakeSignature {
  /** SignatureScheme of RFC 8446, or hash and signature algorithm of RFC 5246 as one number. */
  readonly scheme: number;
  readonly signature: Uint8Array;
}

export interface KeyExchange extends HandshakeSignature {
  /** The parameters as they are signed. */
  readonly parameters: Uint8Array;
  /** Named group of the server's ephemeral key. */
  readonly group: number;
}

const statusRequest = 5;
const ocspStatus = 1;
const namedCurve = 3;

/** Certificate of TLS 1.2 (RFC 5246, 7.4.2); undefined where it is broken. */
export function readCertificates12(body: Uint8Array): SentChain | undefined {
  const outer = new Cursor(body);
  const list = outer.vector(3);
  const certificates: Uint8Array[] = [];
  while (list.left > 0 && !list.broken) certificates.push(list.opaque(3).slice());
  if (outer.broken || list.broken) return undefined;
  return { certificates, statuses: certificates.map(() => undefined) };
}

/** Certificate of TLS 1.3 (RFC 8446, 4.4.2); undefined where it is broken. */
export function readCertificates13(body: Uint8Array): SentChain | undefined {
  const outer = new Cursor(body);
  outer.vector(1);
  const list = outer.vector(3);
  const certificates: Uint8Array[] = [];
  const statuses: (Uint8Array | undefined)[] = [];
  while (list.left > 0 && !list.broken) {
    certificates.push(list.opaque(3).slice());
    const extensions = list.opaque(2);
    const status = extensionsOf(extensions).get(statusRequest);
    statuses.push(status === undefined ? undefined : readCertificateStatus(status));
  }
  return outer.broken || list.broken ? undefined : { certificates, statuses };
}

/** OCSP response of a CertificateStatus (RFC 6066, 8), DER; undefined for other kinds or broken ones. */
export function readCertificateStatus(body: Uint8Array): Uint8Array | undefined {
  const cursor = new Cursor(body);
  const type = cursor.number(1);
  const response = cursor.opaque(3);
  return cursor.broken || type !== ocspStatus ? undefined : response.slice();
}

/** CertificateVerify (RFC 5246, 7.4.8; RFC 8446, 4.4.3); undefined where it is broken. */
export function readCertificateVerify(body: Uint8Array): HandshakeSignature | undefined {
  const cursor = new Cursor(body);
  const scheme = cursor.number(2);
  const signature = cursor.opaque(2).slice();
  return cursor.broken ? undefined : { scheme, signature };
}

/** ServerKeyExchange of an ECDHE suite (RFC 8422, 5.4); undefined for other parameters or broken ones. */
export function readKeyExchange(body: Uint8Array): KeyExchange | undefined {
  const cursor = new Cursor(body);
  if (cursor.number(1) !== namedCurve) return undefined;
  const group = cursor.number(2);
  cursor.opaque(1);
  const parameters = body.slice(0, cursor.position);
  const scheme = cursor.number(2);
  const signature = cursor.opaque(2).slice();
  return cursor.broken ? undefined : { group, parameters, scheme, signature };
}

/** Extension blocks without their length in front. */
function extensionsOf(bytes: Uint8Array): Map<number, Uint8Array> {
  const withLength = new Uint8Array(bytes.length + 2);
  new DataView(withLength.buffer).setUint16(0, bytes.length);
  withLength.set(bytes, 2);
  return readExtensions(new Cursor(withLength));
}
