import { webcrypto } from 'node:crypto';
import { writePem } from './pem.js';

/** Curves of ISO 15118-2 and IEEE 2030.5 (P-256) and of ISO 15118-20 (P-521). */
export type Curve = 'P-256' | 'P-521';

/** A certificate with its private key and the CAs above it. */
export interface Identity {
  readonly name: string;
  readonly certificate: Uint8Array;
  /** This certificate, then each CA up to but without the root, DER. */
  readonly chain: readonly Uint8Array[];
  /** Root that the chain ends at, DER; a root names itself. */
  readonly root: Uint8Array;
  readonly curve: Curve;
  readonly keys: webcrypto.CryptoKeyPair;
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
export async function keyPem(identity: Identity): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', identity.keys.privateKey);
  return writePem('PRIVATE KEY', new Uint8Array(der));
}

/** A fresh key pair that can be exported. */
export function generateKeys(curve: Curve): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: curve }, true, ['sign', 'verify']);
}

/** Hash that goes with a curve: SHA-256 with P-256, SHA-512 with P-521. */
export function hashOf(curve: Curve): 'SHA-256' | 'SHA-512' {
  return curve === 'P-256' ? 'SHA-256' : 'SHA-512';
}
