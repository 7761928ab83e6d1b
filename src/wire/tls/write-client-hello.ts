import { type TrustedAuthority, trustedCaKeysExtension, writeTrustedAuthorities } from './trusted-ca-keys.js';

/** What a ClientHello offers; numbers are those of the IANA registries. */
export interface OfferedHello {
  /** 0x0303 is TLS 1.2, 0x0302 TLS 1.1. */
  readonly version: number;
  /** 32 bytes. */
  readonly random: Uint8Array;
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  /** Asks for a stapled OCSP response (RFC 6066, 8). */
  readonly asksForStatus: boolean;
  /** Roots that the client says it holds; undefined: it says nothing of them. */
  readonly trusted?: readonly TrustedAuthority[];
  /** What TLS 1.3 needs beside it; `version` is then the legacy field, 0x0303. */
  readonly tls13?: OfferedHello13;
}

export interface OfferedHello13 {
  /** One key share: group and public key. */
  readonly group: number;
  readonly key: Uint8Array;
  /** Names (DER) of the roots that the client trusts (RFC 8446, 4.2.4); undefined: it says nothing of them. */
  readonly authorities?: readonly Uint8Array[];
}

const extensions = {
  statusRequest: 5,
  groups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  supportedVersions: 43,
  certificateAuthorities: 47,
  keyShare: 51,
} as const;
const tls13 = 0x0304;
const handshakeRecord = 22;
const clientHello = 1;
/** The version in the header of the record of a first ClientHello (RFC 5246, E.1). */
const recordVersion = [3, 1] as const;
/** type ocsp, no responders, no extensions. */
const anyStatus = [1, 0, 0, 0, 0] as const;
/** One format: uncompressed. */
const uncompressed = [1, 0] as const;

/** A ClientHello (RFC 5246, 7.4.1.2) as one record. */
export function writeClientHello(offered: OfferedHello): Uint8Array {
  const listed = (numbers: readonly number[]) => vector(numbers.flatMap(number16));
  const body = [
    ...number16(offered.version),
    ...offered.random,
    0, // no session
    ...listed(offered.cipherSuites),
    ...[1, 0], // no compression
    ...vector([
      ...(offered.trusted === undefined
        ? []
        : extension(trustedCaKeysExtension, writeTrustedAuthorities(offered.trusted))),
      ...(offered.asksForStatus ? extension(extensions.statusRequest, anyStatus) : []),
      ...extension(extensions.groups, listed(offered.groups)),
      ...extension(extensions.pointFormats, uncompressed),
      ...extension(extensions.signatureAlgorithms, listed(offered.signatureAlgorithms)),
      ...(offered.tls13 === undefined ? [] : extensions13(offered.tls13)),
    ]),
  ];
  const message = [clientHello, (body.length >> 16) & 255, ...number16(body.length), ...body];
  return Uint8Array.from([handshakeRecord, ...recordVersion, ...number16(message.length), ...message]);
}

function extensions13({ group, key, authorities }: OfferedHello13): number[] {
  return [
    ...extension(extensions.supportedVersions, [2, ...number16(tls13)]),
    ...extension(extensions.keyShare, vector([...number16(group), ...vector([...key])])),
    ...(authorities === undefined
      ? []
      : extension(extensions.certificateAuthorities, vector(authorities.flatMap((name) => vector([...name]))))),
  ];
}

function extension(type: number, body: Iterable<number>): number[] {
  return [...number16(type), ...vector([...body])];
}

/** With its length in two bytes in front. */
function vector(bytes: readonly number[]): number[] {
  return [...number16(bytes.length), ...bytes];
}

function number16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}
