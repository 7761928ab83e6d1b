import { Cursor } from './cursor.js';

/** Bodies of the two hellos, which travel in clear. Both readers return undefined where the body is broken. */

export interface ClientHello {
  /** 32 bytes; names the session in a key log. */
  readonly random: Uint8Array;
  /** Versions offered: supported_versions, or the legacy field. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly serverName: string | undefined;
  readonly groups: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  /** Asks for a stapled OCSP response (RFC 6066, 8). */
  readonly asksForStatus: boolean;
  /** Types of all extensions, in their order. */
  readonly extensions: readonly number[];
}

export interface ServerHello {
  readonly random: Uint8Array;
  readonly version: number;
  readonly cipherSuite: number;
  readonly compression: number;
  /** RFC 7366. */
  readonly encryptThenMac: boolean;
  /** Group of the key share (TLS 1.3). */
  readonly group: number | undefined;
  /** HelloRetryRequest in the form of a ServerHello (RFC 8446, 4.1.3). */
  readonly isRetry: boolean;
}

const extensions = {
  serverName: 0,
  statusRequest: 5,
  groups: 10,
  signatureAlgorithms: 13,
  encryptThenMac: 22,
  supportedVersions: 43,
  keyShare: 51,
} as const;

/** SHA-256 of "HelloRetryRequest". */
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** RFC 5246, 7.4.1.2; RFC 8446, 4.1.2. */
export function readClientHello(body: Uint8Array): ClientHello | undefined {
  const cursor = new Cursor(body);
  const legacyVersion = cursor.number(2);
  const random = cursor.take(32).slice();
  cursor.vector(1);
  const cipherSuites = cursor.vector(2).numbers(2);
  cursor.vector(1);
  if (cursor.broken) return undefined;
  const found = readExtensions(cursor);
  const supported = found.get(extensions.supportedVersions);
  return {
    random,
    versions: supported === undefined ? [legacyVersion] : new Cursor(supported).vector(1).numbers(2),
    cipherSuites,
    serverName: readServerName(found.get(extensions.serverName)),
    groups: listOf(found.get(extensions.groups)),
    signatureAlgorithms: listOf(found.get(extensions.signatureAlgorithms)),
    asksForStatus: found.has(extensions.statusRequest),
    extensions: [...found.keys()],
  };
}

/** RFC 5246, 7.4.1.3; RFC 8446, 4.1.3. */
export function readServerHello(body: Uint8Array): ServerHello | undefined {
  const cursor = new Cursor(body);
  const legacyVersion = cursor.number(2);
  const random = cursor.take(32).slice();
  cursor.vector(1);
  const cipherSuite = cursor.number(2);
  const compression = cursor.number(1);
  if (cursor.broken) return undefined;
  const found = readExtensions(cursor);
  const selected = found.get(extensions.supportedVersions);
  const share = found.get(extensions.keyShare);
  return {
    random,
    version: selected?.length === 2 ? (selected[0]! << 8) | selected[1]! : legacyVersion,
    cipherSuite,
    compression,
    encryptThenMac: found.has(extensions.encryptThenMac),
    group: share === undefined || share.length < 2 ? undefined : (share[0]! << 8) | share[1]!,
    isRetry: hexOf(random) === retryRandom,
  };
}

/** Extensions by type; the first of each type counts. */
export function readExtensions(cursor: Cursor): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  if (cursor.left === 0) return found;
  const list = cursor.vector(2);
  while (list.left >= 4) {
    const type = list.number(2);
    const value = list.opaque(2);
    if (!found.has(type)) found.set(type, value);
  }
  return found;
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readServerName(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const list = new Cursor(bytes).vector(2);
  if (list.number(1) !== 0) return undefined;
  const name = list.vector(2);
  return String.fromCharCode(...name.take(Math.min(name.left, 255)));
}

function listOf(bytes: Uint8Array | undefined): number[] {
  return bytes === undefined ? [] : new Cursor(bytes).vector(2).numbers(2);
}
