import { createHash, X509Certificate } from 'node:crypto';
import { type DeviceIdentifier, deviceIdentifier } from './device-identifier.js';
import { x509 } from './x509-provider.js';

/** What a certificate says. */
export interface CertificateFacts extends DeviceIdentifier {
  readonly kind: 'certificate';
  readonly der: Uint8Array;
  /** `CN=SECC-LAB-1, O=plumbline lab, DC=CPO`. */
  readonly subject: string;
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
/** Basic constraints, key usage, names, policies, distribution points and what goes with them. */
const understood = new Set(['2.5.29.14', '2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.32', '2.5.29.35', '2.5.29.37']);

/** Reads a DER certificate. Never throws: it may come from the wire. */
export function readCertificate(der: Uint8Array): CertificateFacts | NoCertificate {
  try {
    return facts(der);
  } catch (error) {
    return { kind: 'garbage', der, detail: error instanceof Error ? error.message : String(error) };
  }
}

function facts(der: Uint8Array): CertificateFacts {
  const native = new X509Certificate(der);
  const certificate = new x509.X509Certificate(Buffer.from(der));
  const constraints = certificate.getExtension(x509.BasicConstraintsExtension);
  const usage = certificate.getExtension(x509.KeyUsagesExtension);
  const extended = certificate.getExtension(x509.ExtendedKeyUsageExtension);
  const [commonName] = certificate.subjectName.getField('CN');
  return {
    kind: 'certificate',
    der,
    subject: certificate.subject,
    issuer: certificate.issuer,
    commonName: commonName ?? certificate.subject,
    domainComponents: certificate.subjectName.getField('DC'),
    serial: native.serialNumber,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter.getUTCFullYear() >= noEndYear ? undefined : certificate.notAfter,
    publicKey: publicKeyName(native),
    signature: signatureName(certificate),
    selfIssued: certificate.subject === certificate.issuer,
    ca: constraints?.ca ?? false,
    pathLength: constraints?.ca === true ? constraints.pathLength : undefined,
    keyUsage: usage === null ? undefined : usageNames.filter((_name, bit) => (usage.usages & (1 << bit)) !== 0),
    extendedKeyUsage: extended === null ? undefined : Array.from(extended.usages, String),
    alternativeNames: native.subjectAltName,
    unknownCritical: certificate.extensions
      .filter((extension) => extension.critical && !understood.has(extension.type))
      .map((extension) => extension.type),
    sha256: createHash('sha256').update(der).digest('hex').toUpperCase(),
    ...deviceIdentifier(der),
    native,
  };
}

function publicKeyName(certificate: X509Certificate): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type === 'ec') return curveNames[details?.namedCurve ?? ''] ?? details?.namedCurve ?? 'EC, curve unknown';
  if (type === 'rsa') return `RSA ${details?.modulusLength ?? '?'}`;
  if (type === 'ed448') return 'Ed448';
  return type === 'ed25519' ? 'Ed25519' : (type ?? 'unknown');
}

function signatureName(certificate: InstanceType<typeof x509.X509Certificate>): string {
  // The algorithm is WebCrypto's, of which the package declares only the hash.
  const algorithm: unknown = certificate.signatureAlgorithm;
  const name = textOf(algorithm, 'name') ?? 'an algorithm that is not known';
  const hash: unknown = certificate.signatureAlgorithm.hash;
  const digest = typeof hash === 'string' ? hash : textOf(hash, 'name');
  return digest === undefined ? name : `${name} with ${digest}`;
}

function textOf(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}
