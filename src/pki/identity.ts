import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { membersOf, readDer } from './der/der-reader.js';
import { objectIdentifier, sequence } from './der/der-writer.js';
import { oids } from './oids.js';
import { writePem } from './pem.js';

/**
 * Kinds of keys: P-256 of ISO 15118-2 and IEEE 2030.5, P-521 and Ed448 of ISO 15118-20, and P-384, which none of them
 * knows.
 */
export type Curve = 'P-256' | 'P-384' | 'P-521' | 'Ed448';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A certificate with its private key and the CAs above it. */
export interface Identity {
  readonly name: string;
  readonly certificate: Uint8Array;
  /** This certificate, then each CA up to but without the root, DER. */
  readonly chain: readonly Uint8Array[];
  /** Root that the chain ends at, DER; a root names itself. */
  readonly root: Uint8Array;
  readonly curve: Curve;
  readonly keys: KeyPair;
}

export function certificatePem(identity: Identity): string {
  return writePem('CERTIFICATE', identity.certificate);
}

/** Leaf first, without the root: what a TLS side presents. */
export function chainPem(identity: Identity): string {
  return identity.chain.map((der) => writePem('CERTIFICATE', der)).join('');
}

export function rootPem(identity: Identity): string {
  return writePem('CERTIFICATE', identity.root);
}

/** Unencrypted PKCS#8. */
export function keyPem(identity: Identity): Promise<string> {
  return Promise.resolve(privateKeyPem(identity));
}

/** Unencrypted PKCS#8. */
export function privateKeyPem(identity: Identity): string {
  return identity.keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
}

/** A fresh key pair that can be exported. */
export function generateKeys(curve: Curve): KeyPair {
  return curve === 'Ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('ec', { namedCurve: curve });
}

const algorithms = {
  'P-256': { oid: oids.ecdsaSha256, hash: 'sha256' },
  'P-384': { oid: oids.ecdsaSha384, hash: 'sha384' },
  'P-521': { oid: oids.ecdsaSha512, hash: 'sha512' },
  Ed448: { oid: oids.ed448, hash: undefined },
} as const;

/** AlgorithmIdentifier of signatures made with a kind of key: ECDSA with the hash of its size, Ed448. */
export function signatureAlgorithm(curve: Curve): Uint8Array {
  return sequence(objectIdentifier(algorithms[curve].oid));
}

/** A signature as X.509 carries it. */
export function signDer(octets: Uint8Array, curve: Curve, key: KeyObject): Uint8Array {
  return new Uint8Array(sign(algorithms[curve].hash, octets, key));
}

/** A key is written into its certificate, into those below it and into OCSP responses; exporting it takes longer than signing. */
const exported = new WeakMap<KeyObject, Uint8Array>();

/** SubjectPublicKeyInfo. */
export function publicKeyInfo(key: KeyObject): Uint8Array {
  let octets = exported.get(key);
  if (octets === undefined) {
    octets = new Uint8Array(key.export({ format: 'der', type: 'spki' }));
    exported.set(key, octets);
  }
  return octets;
}

/** SHA-1 over the public key's bits, as key identifiers and OCSP name keys (RFC 5280, 4.2.1.2; RFC 6960, 4.1.1). */
export function keyHash(spki: Uint8Array, hash: 'sha1' | 'sha256' = 'sha1'): Uint8Array {
  const [, bits] = membersOf(readDer(spki));
  return new Uint8Array(
    createHash(hash)
      .update(bits?.content.subarray(1) ?? new Uint8Array())
      .digest(),
  );
}
