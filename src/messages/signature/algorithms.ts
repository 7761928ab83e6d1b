import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import type { SchemaName } from '../sets.js';

/** Signature algorithm with its digest, as the two editions of ISO 15118 pair them. */
export type SignatureSuite = 'ecdsa-p256-sha256' | 'ecdsa-p521-sha512' | 'ed448';

/** ISO 15118-2, 7.9.2.4.2; ISO 15118-20, 7.9.2.4.2 ([V2G20-766]): the only canonicalization, and the only transform. */
export const canonicalExi = 'http://www.w3.org/TR/canonical-exi/';

interface SuiteFacts {
  readonly signatureMethod: string;
  readonly digestMethod: string;
  /** As `keyName` names it. */
  readonly key: string;
  /** Length of SignatureValue, octets. */
  readonly signatureLength: number;
}

/**
 * -2: ECDSA with SHA-256 on secp256r1 ([V2G2-767] and following). -20: ECDSA with SHA-512 on secp521r1 ([V2G20-2473],
 * [V2G20-2475]), Ed448 with SHAKE256 ([V2G20-2474], [V2G20-2476]).
 */
export const signatureSuites: Readonly<Record<SignatureSuite, SuiteFacts>> = {
  'ecdsa-p256-sha256': {
    signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
    digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha256',
    key: 'P-256',
    signatureLength: 64,
  },
  'ecdsa-p521-sha512': {
    signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
    digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha512',
    key: 'P-521',
    signatureLength: 132,
  },
  ed448: {
    signatureMethod: 'urn:iso:std:iso:15118:-20:Security:xmldsig#Ed448',
    digestMethod: 'urn:iso:std:iso:15118:-20:Security:xmlenc#SHAKE256',
    key: 'Ed448',
    signatureLength: 114,
  },
};

/** Suites that the edition of a message set allows. */
export function suitesOf(schema: SchemaName): readonly SignatureSuite[] {
  return schema.startsWith('iso20') ? ['ecdsa-p521-sha512', 'ed448'] : ['ecdsa-p256-sha256'];
}

/** The suite that belongs to a private or public key; undefined: ISO 15118 knows none. */
export function suiteOfKey(key: KeyObject): SignatureSuite | undefined {
  const name = keyName(key);
  return (Object.keys(signatureSuites) as SignatureSuite[]).find((suite) => signatureSuites[suite].key === name);
}

const curveNames: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** `P-256`, `P-521`, `Ed448`, `rsa`. */
export function keyName(key: KeyObject): string {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== undefined) return curveNames[curve] ?? curve;
  return key.asymmetricKeyType === 'ed448' ? 'Ed448' : (key.asymmetricKeyType ?? 'no asymmetric key');
}

/** Octets that SHAKE256 is read for: the capacity of 512 bits that pairs it with Ed448. */
const shakeLength = 64;

/** Hash names of node:crypto by digest method; the last two are none of ISO 15118. */
const digests: ReadonlyMap<string, string> = new Map([
  [signatureSuites['ecdsa-p256-sha256'].digestMethod, 'sha256'],
  [signatureSuites['ecdsa-p521-sha512'].digestMethod, 'sha512'],
  [signatureSuites.ed448.digestMethod, 'shake256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
]);

/** Digest by a DigestMethod; undefined: the method is not known. */
export function digestBy(method: string, octets: Uint8Array): Uint8Array | undefined {
  const hash = digests.get(method);
  if (hash === undefined) return undefined;
  const options = hash === 'shake256' ? { outputLength: shakeLength } : undefined;
  return new Uint8Array(createHash(hash, options).update(octets).digest());
}

/** null: the method hashes by itself. */
const methodHashes: ReadonlyMap<string, string | null> = new Map([
  [signatureSuites['ecdsa-p256-sha256'].signatureMethod, 'sha256'],
  [signatureSuites['ecdsa-p521-sha512'].signatureMethod, 'sha512'],
  [signatureSuites.ed448.signatureMethod, null],
  // RFC 9231 and XMLDSig names that other stacks may write; none of ISO 15118.
  ['http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448', null],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1', 'sha1'],
]);

export function isKnownMethod(method: string): boolean {
  return methodHashes.has(method);
}

/** Signs octets: r and s side by side, each as long as the field (XMLDSig 6.4.3, [V2G20-1000]); Ed448 as in RFC 8032. */
export function signOctets(suite: SignatureSuite, octets: Uint8Array, key: KeyObject): Uint8Array {
  const hash = methodHashes.get(signatureSuites[suite].signatureMethod) ?? null;
  if (hash === null || key.asymmetricKeyType !== 'ec') return new Uint8Array(sign(null, octets, key));
  return new Uint8Array(sign(hash, octets, { key, dsaEncoding: 'ieee-p1363' }));
}

/** How r and s are written: side by side as the standard asks, or as the DER sequence of X.509. */
export type SignatureForm = 'r-s' | 'der';

/** The form in which the signature holds; undefined: it does not. Never throws. */
export function verifyOctets(
  method: string,
  octets: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
): SignatureForm | undefined {
  const hash = methodHashes.get(method);
  if (hash === undefined || (hash === null) !== (key.asymmetricKeyType === 'ed448')) return undefined;
  try {
    if (hash === null) return verify(null, octets, key, signature) ? 'r-s' : undefined;
    if (verify(hash, octets, { key, dsaEncoding: 'ieee-p1363' }, signature)) return 'r-s';
    return verify(hash, octets, { key, dsaEncoding: 'der' }, signature) ? 'der' : undefined;
  } catch {
    // OpenSSL throws on lengths and points that cannot be: wire data, so a signature that does not hold.
    return undefined;
  }
}
