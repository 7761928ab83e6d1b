import type { RandomSource } from '../base/random.js';
import type { CertificateProfile, KeyUsage } from './certificate-profile.js';
import { membersOf, readDer } from './der/der-reader.js';
import {
  bitString,
  boolean,
  explicit,
  ia5String,
  implicit,
  integer,
  namedBits,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  time,
} from './der/der-writer.js';
import { type DistinguishedName, writeName } from './distinguished-name.js';
import {
  type Curve,
  generateKeys,
  type Identity,
  type KeyPair,
  keyHash,
  publicKeyInfo,
  signatureAlgorithm,
  signDer,
} from './identity.js';
import { oids } from './oids.js';

export interface MintOptions {
  /** File name and index entry. */
  readonly name: string;
  readonly profile: CertificateProfile;
  readonly commonName: string;
  readonly curve: Curve;
  /** undefined: self-signed. */
  readonly issuer?: Identity;
  /** Wall ns at which validity starts. */
  readonly notBefore: bigint;
  /** Wall ns at which it ends; undefined: never (99991231235959Z). */
  readonly notAfter?: bigint;
  readonly random: RandomSource;
  /** DNS names and IP addresses of a server. */
  readonly names?: readonly AlternativeName[];
  /** Serial number of the hardware, for profiles that name hardware. Default: the common name. */
  readonly hardwareSerial?: string;
  /** Where the status of the certificate can be asked for. */
  readonly ocspUrl?: string;
  /** Keys that exist: for a second certificate of the same subject. Default: new ones. */
  readonly keys?: KeyPair;
  /** What is wrong on purpose. */
  readonly faults?: MintFaults;
}

export interface AlternativeName {
  readonly type: 'dns' | 'ip';
  readonly value: string;
}

export interface MintFaults {
  /** Instead of the profile's; '' leaves it out. */
  readonly domainComponent?: string;
  readonly keyUsage?: readonly KeyUsage[];
  /** The signature gets a wrong bit. */
  readonly brokenSignature?: boolean;
}

const usageBits: Readonly<Record<KeyUsage, number>> = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
};
/** RFC 5280, 4.1.2.5: a certificate without a well-defined end. */
const noEnd = new Date('9999-12-31T23:59:59Z');

/** Makes a key pair and its certificate as the profile asks, or with the faults asked for. */
export function mintCertificate(options: MintOptions): Identity {
  const { issuer, curve } = options;
  const keys = options.keys ?? generateKeys(curve);
  const signer = { curve: issuer?.curve ?? curve, keys: issuer?.keys ?? keys };
  const subject = writeName(subjectOf(options));
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integer(serialNumber(options.random)),
    signatureAlgorithm(signer.curve),
    issuer === undefined ? subject : subjectOfCertificate(issuer.certificate),
    sequence(time(dateOf(options.notBefore)), time(options.notAfter === undefined ? noEnd : dateOf(options.notAfter))),
    subject,
    publicKeyInfo(keys.publicKey),
    explicit(3, sequence(...extensions(options, keys, signer))),
  );
  const signature = signDer(toBeSigned, signer.curve, signer.keys.privateKey);
  if (options.faults?.brokenSignature === true) signature[signature.length - 1] = (signature.at(-1) as number) ^ 1;
  const der = sequence(toBeSigned, signatureAlgorithm(signer.curve), bitString(signature));
  // The chain leaves the root out: a TLS side does not send it (RFC 8446, 4.4.2).
  const above = issuer === undefined || issuer.root === issuer.certificate ? [] : issuer.chain;
  return { name: options.name, certificate: der, chain: [der, ...above], root: issuer?.root ?? der, curve, keys };
}

function subjectOf({ commonName, profile, faults }: MintOptions): DistinguishedName {
  if (profile.hardwareType !== undefined) return [];
  const domain = faults?.domainComponent ?? profile.domainComponent ?? '';
  return [
    [oids.commonName, commonName],
    [oids.organization, 'plumbline lab'],
    ...(domain === '' ? [] : [[oids.domainComponent, domain] as const]),
  ];
}

/** The subject of a certificate, as it stands in it: the sixth member of what is signed. */
export function subjectOfCertificate(certificate: Uint8Array): Uint8Array {
  const [toBeSigned] = membersOf(readDer(certificate));
  const subject = toBeSigned === undefined ? undefined : membersOf(toBeSigned)[5];
  return subject?.whole ?? sequence();
}

function extensions(options: MintOptions, keys: KeyPair, signer: { readonly curve: Curve; readonly keys: KeyPair }) {
  const { profile, curve } = options;
  const usage = options.faults?.keyUsage ?? usageFor(curve, profile.keyUsage);
  const constraints = profile.ca
    ? sequence(boolean(true), ...(profile.pathLength === undefined ? [] : [integer(profile.pathLength)]))
    : sequence();
  const list = [
    extension(oids.basicConstraints, constraints, true),
    extension(oids.keyUsage, namedBits(usage.map((name) => usageBits[name])), true),
    extension(oids.subjectKeyIdentifier, octetString(keyIdentifier(curve, keys))),
    extension(oids.authorityKeyIdentifier, sequence(implicit(0, keyIdentifier(signer.curve, signer.keys)))),
  ];
  if (profile.extendedKeyUsage.length > 0) {
    list.push(extension(oids.extendedKeyUsage, sequence(...profile.extendedKeyUsage.map(objectIdentifier))));
  }
  if (profile.policies !== undefined) {
    const policies = profile.policies.map((policy) => sequence(objectIdentifier(policy)));
    list.push(extension(oids.certificatePolicies, sequence(...policies), true));
  }
  if (profile.hardwareType !== undefined) {
    const serial = options.hardwareSerial ?? options.commonName;
    list.push(extension(oids.subjectAltName, sequence(hardwareName(profile.hardwareType, serial)), true));
  } else if (options.names !== undefined)
    list.push(extension(oids.subjectAltName, sequence(...options.names.map(general))));
  if (options.ocspUrl !== undefined) {
    const access = sequence(objectIdentifier(oids.ocsp), implicit(6, Buffer.from(options.ocspUrl, 'latin1')));
    list.push(extension(oids.authorityInfoAccess, sequence(access)));
  }
  // A responder's own status is not asked for (RFC 6960, 4.2.2.2.1).
  if (profile.role === 'ocsp-responder') list.push(extension(oids.ocspNoCheck, nothing()));
  return list;
}

function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** otherName of RFC 4108, 5: HardwareModuleName ::= SEQUENCE { hwType, hwSerialNum }. */
function hardwareName(type: string, serial: string): Uint8Array {
  const name = sequence(objectIdentifier(type), octetString(Buffer.from(serial, 'latin1')));
  return implicit(0x20, Buffer.concat([objectIdentifier(oids.hardwareModuleName), explicit(0, name)]));
}

function general({ type, value }: AlternativeName): Uint8Array {
  if (type === 'dns') return implicit(2, ia5String(value).subarray(2));
  return implicit(7, addressOctets(value));
}

function addressOctets(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from(text.split('.').map(Number));
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array<number>(8 - front.length - back.length).fill(0);
  return Uint8Array.from([...front, ...middle, ...back].flatMap((group) => [group >> 8, group & 0xff]));
}

/** An Ed448 key signs and cannot agree on keys (RFC 8410, 5); X448 keys are derived from it. */
export function usageFor(curve: Curve, usage: readonly KeyUsage[]): readonly KeyUsage[] {
  return curve === 'Ed448' ? usage.filter((name) => name !== 'keyAgreement') : usage;
}

/**
 * 20 octets of SHA-1 for P-256; for the keys of ISO 15118-20 the form of 8 octets (RFC 5280, 4.2.1.2, method 2), whose 16
 * hexadecimal digits the encryption of contract keys expects ([V2G20-2492]).
 */
function keyIdentifier(curve: Curve, keys: KeyPair): Uint8Array {
  const hash = keyHash(publicKeyInfo(keys.publicKey));
  if (curve !== 'P-521' && curve !== 'Ed448') return hash;
  const short = hash.slice(-8);
  short[0] = ((short[0] as number) & 0x0f) | 0x40;
  return short;
}

/** X.509 times have whole seconds. */
function dateOf(wallNs: bigint): Date {
  return new Date(Number(wallNs / 1_000_000_000n) * 1000);
}

/** Positive, 127 random bits (RFC 5280, 4.1.2.2). */
function serialNumber(random: RandomSource): Uint8Array {
  const bytes = Uint8Array.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
