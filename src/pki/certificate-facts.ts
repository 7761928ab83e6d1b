import { createHash, X509Certificate } from 'node:crypto';
import {
  bitsOf,
  DerError,
  type DerValue,
  dateOf,
  derTags,
  expectTag,
  membersOf,
  oidText,
  readDer,
} from './der/der-reader.js';
import { type DeviceIdentifier, deviceIdentifier } from './device-identifier.js';
import { type DistinguishedName, namePart, nameText, readName } from './distinguished-name.js';
import { oids, signatureNames } from './oids.js';

/** What a certificate says. */
export interface CertificateFacts extends DeviceIdentifier {
  readonly kind: 'certificate';
  readonly der: Uint8Array;
  /** `CN=SECC-LAB-1, O=plumbline lab, DC=CPO`. */
  readonly subject: string;
  readonly subjectName: DistinguishedName;
  readonly issuer: string;
  readonly commonName: string;
  readonly domainComponents: readonly string[];
  /** Hexadecimal. */
  readonly serial: string;
  readonly notBefore: Date;
  /** undefined: no well-defined end (RFC 5280, 4.1.2.5). */
  readonly notAfter: Date | undefined;
  /** `P-256`, `P-521`, `Ed448`, `RSA 2048`. */
  readonly publicKey: string;
  /** `ECDSA with SHA-256`. */
  readonly signature: string;
  readonly selfIssued: boolean;
  readonly ca: boolean;
  /** CAs that may stand below; undefined: any number, or no CA. */
  readonly pathLength: number | undefined;
  /** undefined: the extension is missing, everything is allowed. */
  readonly keyUsage: readonly string[] | undefined;
  /** Object identifiers; undefined: the extension is missing. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly alternativeNames: string | undefined;
  /** Object identifiers of certificate policies; empty: the extension is missing. */
  readonly policies: readonly string[];
  /** Type (object identifier) and serial number of the hardware (RFC 4108, 5), as devices of IEEE 2030.5 have them. */
  readonly hardware: { readonly type: string; readonly serial: string } | undefined;
  /** undefined: the extension is missing. */
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  /** Addresses at which the status of the certificate can be asked for. */
  readonly ocspUrls: readonly string[];
  /** Object identifiers of critical extensions that are not understood here. */
  readonly unknownCritical: readonly string[];
  readonly sha256: string;
  /** For signatures. */
  readonly native: X509Certificate;
}

/** Bytes that are no certificate, and why. */
export interface NoCertificate {
  readonly kind: 'garbage';
  readonly der: Uint8Array;
  readonly detail: string;
}

const noEndYear = 9999;
const usageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
const curveNames: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
const understood: ReadonlySet<string> = new Set([
  oids.subjectKeyIdentifier,
  oids.keyUsage,
  oids.subjectAltName,
  oids.basicConstraints,
  // ISO 15118-20, annex B marks these as critical, which RFC 5280 does not.
  oids.crlDistributionPoints,
  oids.authorityInfoAccess,
  oids.certificatePolicies,
  oids.authorityKeyIdentifier,
  oids.extendedKeyUsage,
]);

/** The facts of the certificates read last, by their bytes: in a capture the same chains are shown again and again. */
const known = new Map<string, CertificateFacts>();
/** Some 20 KiB each with the native object. */
const mostKnown = 256;

/** Reads a DER certificate. Never throws: it may come from the wire. */
export function readCertificate(der: Uint8Array): CertificateFacts | NoCertificate {
  const key = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
  const before = known.get(key);
  if (before !== undefined) return before;
  try {
    // A copy: the bytes may be a view of something large, which the facts must not keep.
    const read = facts(der.slice());
    const [oldest] = known.keys();
    if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
    known.set(key, read);
    return read;
  } catch (error) {
    return { kind: 'garbage', der, detail: error instanceof Error ? error.message : String(error) };
  }
}

interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function facts(der: Uint8Array): CertificateFacts {
  const native = new X509Certificate(der);
  const [toBeSigned, algorithm] = membersOf(expectTag(readDer(der), derTags.sequence, 'certificate'));
  const members = membersOf(expectTag(toBeSigned, derTags.sequence, 'certificate'));
  // The version, [0], may be left out.
  const [, , issuerName, validity, subjectName] = members[0]?.tag === 0xa0 ? members.slice(1) : members;
  const [notBefore, notAfter] = membersOf(expectTag(validity, derTags.sequence, 'validity')).map(dateOf);
  if (notBefore === undefined || notAfter === undefined) throw new DerError('has no validity');
  const subject = readName(expectTag(subjectName, derTags.sequence, 'subject'));
  const issuer = readName(expectTag(issuerName, derTags.sequence, 'issuer'));
  const extensions = readExtensions(members.find(({ tag }) => tag === 0xa3));
  const use = readUse(extensions);
  // A device of IEEE 2030.5 has no subject: its serial number stands for it.
  const [commonName = use.hardware?.serial ?? nameText(subject)] = namePart(subject, oids.commonName);
  const oid = algorithm === undefined ? '' : oidText(expectTag(membersOf(algorithm)[0], derTags.oid, 'algorithm'));
  return {
    kind: 'certificate',
    der,
    subject: nameText(subject),
    subjectName: subject,
    issuer: nameText(issuer),
    commonName,
    domainComponents: namePart(subject, oids.domainComponent),
    serial: native.serialNumber,
    notBefore,
    notAfter: notAfter.getUTCFullYear() >= noEndYear ? undefined : notAfter,
    publicKey: publicKeyName(native),
    signature: signatureNames[oid] ?? `an algorithm that is not known (${oid})`,
    selfIssued: nameText(subject) === nameText(issuer),
    ...use,
    alternativeNames: native.subjectAltName,
    unknownCritical: extensions
      .filter(({ critical, oid: id }) => critical && !understood.has(id))
      .map(({ oid: id }) => id),
    sha256: createHash('sha256').update(der).digest('hex').toUpperCase(),
    ...deviceIdentifier(der),
    native,
  };
}

function readExtensions(wrapped: DerValue | undefined): readonly Extension[] {
  if (wrapped === undefined) return [];
  return membersOf(readDer(wrapped.content)).map((extension) => {
    const [oid, ...rest] = membersOf(extension);
    const critical = rest[0]?.tag === derTags.boolean && rest[0].content[0] !== 0;
    const value = expectTag(rest.at(-1), derTags.octetString, 'extension value').content;
    return { oid: oidText(expectTag(oid, derTags.oid, 'extension')), critical, value };
  });
}

function readUse(extensions: readonly Extension[]) {
  const find = (oid: string): DerValue | undefined => {
    const found = extensions.find((extension) => extension.oid === oid);
    return found === undefined ? undefined : readDer(found.value);
  };
  const constraints = find(oids.basicConstraints);
  const members = constraints === undefined ? [] : membersOf(constraints);
  const ca = members[0]?.tag === derTags.boolean && members[0].content[0] !== 0;
  const limit = members.find(({ tag }) => tag === derTags.integer);
  const usage = find(oids.keyUsage);
  const extended = find(oids.extendedKeyUsage);
  const access = find(oids.authorityInfoAccess);
  const policies = find(oids.certificatePolicies);
  const names = find(oids.subjectAltName);
  return {
    ca,
    pathLength: ca && limit !== undefined ? limit.content.reduce((sum, octet) => sum * 256 + octet, 0) : undefined,
    keyUsage: usage === undefined ? undefined : namesOf(bitsOf(usage)),
    extendedKeyUsage: extended === undefined ? undefined : membersOf(extended).map(oidText),
    policies:
      policies === undefined ? [] : membersOf(policies).map((policy) => oidText(membersOf(policy)[0] as DerValue)),
    hardware: names === undefined ? undefined : hardwareOf(names),
    subjectKeyIdentifier: find(oids.subjectKeyIdentifier)?.content,
    ocspUrls: access === undefined ? [] : ocspUrls(access),
  };
}

function hardwareOf(names: DerValue): CertificateFacts['hardware'] {
  for (const name of membersOf(names)) {
    if (name.tag !== 0xa0) continue;
    const [kind, wrapped] = membersOf(name);
    if (kind === undefined || oidText(kind) !== oids.hardwareModuleName || wrapped === undefined) continue;
    const [type, serial] = membersOf(readDer(wrapped.content));
    if (type === undefined || serial === undefined) continue;
    return { type: oidText(type), serial: Buffer.from(serial.content).toString('latin1') };
  }
  return undefined;
}

function namesOf(bits: readonly number[]): readonly string[] {
  return usageNames.filter((_name, bit) => bits.includes(bit));
}

function ocspUrls(access: DerValue): readonly string[] {
  return membersOf(access).flatMap((description) => {
    const [method, location] = membersOf(description);
    const isUrl = method !== undefined && oidText(method) === oids.ocsp && location?.tag === 0x86;
    return isUrl ? [Buffer.from(location.content).toString('latin1')] : [];
  });
}

function publicKeyName(certificate: X509Certificate): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type === 'ec') return curveNames[details?.namedCurve ?? ''] ?? details?.namedCurve ?? 'EC, curve unknown';
  if (type === 'rsa') return `RSA ${details?.modulusLength ?? '?'}`;
  if (type === 'ed448') return 'Ed448';
  return type === 'ed25519' ? 'Ed25519' : (type ?? 'unknown');
}
