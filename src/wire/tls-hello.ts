/** Bodies of the handshake messages that travel in clear. All readers return undefined where the body is broken. */

export interface ClientHello {
  /** Versions offered: supported_versions, or the legacy field. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly serverName: string | undefined;
  readonly groups: readonly number[];
  readonly signatureAlgorithms: readonly number[];
}

export interface ServerHello {
  readonly version: number;
  readonly cipherSuite: number;
}

const extensions = { serverName: 0, groups: 10, signatureAlgorithms: 13, supportedVersions: 43 } as const;

/** Reads big-endian fields one after the other and remembers when it ran over the end. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  broken = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  number(width: number): number {
    let value = 0;
    for (const byte of this.take(width)) value = value * 256 + byte;
    return value;
  }

  take(length: number): Uint8Array {
    if (length > this.left) {
      this.broken = true;
      this.#at = this.#bytes.length;
      return new Uint8Array(0);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A field with its own length in front. */
  vector(lengthWidth: number): Cursor {
    return new Cursor(this.take(this.number(lengthWidth)));
  }

  numbers(width: number): number[] {
    const values: number[] = [];
    while (this.left >= width) values.push(this.number(width));
    return values;
  }
}

/** RFC 5246, 7.4.1.2; RFC 8446, 4.1.2. */
export function readClientHello(body: Uint8Array): ClientHello | undefined {
  const cursor = new Cursor(body);
  const legacyVersion = cursor.number(2);
  cursor.take(32);
  cursor.vector(1);
  const cipherSuites = cursor.vector(2).numbers(2);
  cursor.vector(1);
  if (cursor.broken) return undefined;
  const found = readExtensions(cursor);
  const supported = found.get(extensions.supportedVersions);
  return {
    versions: supported === undefined ? [legacyVersion] : new Cursor(supported).vector(1).numbers(2),
    cipherSuites,
    serverName: readServerName(found.get(extensions.serverName)),
    groups: listOf(found.get(extensions.groups)),
    signatureAlgorithms: listOf(found.get(extensions.signatureAlgorithms)),
  };
}

/** RFC 5246, 7.4.1.3; RFC 8446, 4.1.3. */
export function readServerHello(body: Uint8Array): ServerHello | undefined {
  const cursor = new Cursor(body);
  const legacyVersion = cursor.number(2);
  cursor.take(32);
  cursor.vector(1);
  const cipherSuite = cursor.number(2);
  cursor.take(1);
  if (cursor.broken) return undefined;
  const selected = readExtensions(cursor).get(extensions.supportedVersions);
  const version = selected?.length === 2 ? (selected[0]! << 8) | selected[1]! : legacyVersion;
  return { version, cipherSuite };
}

/** DER certificates of a TLS 1.2 Certificate message, leaf first (RFC 5246, 7.4.2). */
export function readCertificates(body: Uint8Array): Uint8Array[] | undefined {
  const outer = new Cursor(body);
  const list = outer.vector(3);
  const certificates: Uint8Array[] = [];
  while (list.left > 0 && !list.broken) certificates.push(list.take(list.number(3)));
  return outer.broken || list.broken ? undefined : certificates.map((certificate) => certificate.slice());
}

function readExtensions(cursor: Cursor): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  if (cursor.left === 0) return found;
  const list = cursor.vector(2);
  while (list.left >= 4) {
    const type = list.number(2);
    found.set(type, list.take(list.number(2)));
  }
  return found;
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
