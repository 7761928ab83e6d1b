import type { RandomSource } from '../base/random.js';
import type { CertificateProfile, KeyUsage } from './certificate-profile.js';
import { type Curve, generateKeys, hashOf, type Identity } from './identity.js';
import { x509 } from './x509-provider.js';

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
  readonly names?: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[];
  /** What is wrong on purpose. */
  readonly faults?: MintFaults;
}

export interface MintFaults {
  /** Instead of the profile's; '' leaves it out. */
  readonly domainComponent?: string;
  readonly keyUsage?: readonly KeyUsage[];
}

const usageFlags = {
  digitalSignature: x509.KeyUsageFlags.digitalSignature,
  nonRepudiation: x509.KeyUsageFlags.nonRepudiation,
  keyAgreement: x509.KeyUsageFlags.keyAgreement,
  keyCertSign: x509.KeyUsageFlags.keyCertSign,
  cRLSign: x509.KeyUsageFlags.cRLSign,
};
/** RFC 5280, 4.1.2.5: a certificate without a well-defined end. */
const noEnd = new Date('9999-12-31T23:59:59Z');

/** Makes a key pair and its certificate as the profile asks, or with the faults asked for. */
export async function mintCertificate(options: MintOptions): Promise<Identity> {
  const { issuer, profile, curve } = options;
  const keys = await generateKeys(curve);
  const domain = options.faults?.domainComponent ?? profile.domainComponent;
  const subject = [
    { CN: [options.commonName] },
    { O: ['plumbline lab'] },
    ...(domain === undefined || domain === '' ? [] : [{ DC: [domain] }]),
  ];
  const parent = issuer === undefined ? undefined : new x509.X509Certificate(Buffer.from(issuer.certificate));
  const issuerKey = issuer?.keys.privateKey ?? keys.privateKey;
  const issuerPublic = issuer?.keys.publicKey ?? keys.publicKey;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(options.random),
    subject,
    issuer: parent?.subjectName ?? subject,
    notBefore: dateOf(options.notBefore),
    notAfter: options.notAfter === undefined ? noEnd : dateOf(options.notAfter),
    signingAlgorithm: { name: 'ECDSA', hash: hashOf(issuer?.curve ?? curve) },
    publicKey: keys.publicKey,
    signingKey: issuerKey,
    extensions: [
      new x509.BasicConstraintsExtension(profile.ca, profile.pathLength, true),
      new x509.KeyUsagesExtension(usage(options.faults?.keyUsage ?? profile.keyUsage), true),
      ...(profile.extendedKeyUsage.length === 0
        ? []
        : [new x509.ExtendedKeyUsageExtension([...profile.extendedKeyUsage])]),
      ...(options.names === undefined ? [] : [new x509.SubjectAlternativeNameExtension([...options.names])]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuerPublic),
    ],
  });
  const der = new Uint8Array(certificate.rawData);
  // The chain leaves the root out: a TLS side does not send it (RFC 8446, 4.4.2).
  const above = issuer === undefined || issuer.root === issuer.certificate ? [] : issuer.chain;
  return { name: options.name, certificate: der, chain: [der, ...above], root: issuer?.root ?? der, curve, keys };
}

/** X.509 times have whole seconds. */
function dateOf(wallNs: bigint): Date {
  return new Date(Number(wallNs / 1_000_000_000n) * 1000);
}

/** Positive, 127 random bits (RFC 5280, 4.1.2.2). */
function serialNumber(random: RandomSource): string {
  const bytes = Buffer.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function usage(names: readonly KeyUsage[]): number {
  return names.reduce((flags, name) => flags | usageFlags[name], 0);
}
