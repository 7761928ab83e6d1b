import { constants, type KeyObject, verify } from 'node:crypto';
import { certificateKey } from './certificate-key.js';

/** Whether a signature of the handshake was made with the key of the certificate. */
export type SignatureResult =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly detail: string }
  | { readonly kind: 'unchecked'; readonly detail: string };

interface Scheme {
  readonly name: string;
  readonly key: 'ec' | 'rsa' | 'rsa-pss' | 'ed25519' | 'ed448';
  readonly hash: string | undefined;
  /** Curve that TLS 1.3 ties to the scheme (RFC 8446, 4.2.3). */
  readonly curve?: string;
}

const schemes: Readonly<Record<number, Scheme>> = {
  513: { name: 'rsa_pkcs1_sha1', key: 'rsa', hash: 'sha1' },
  515: { name: 'ecdsa_sha1', key: 'ec', hash: 'sha1' },
  771: { name: 'ecdsa_sha224', key: 'ec', hash: 'sha224' },
  1025: { name: 'rsa_pkcs1_sha256', key: 'rsa', hash: 'sha256' },
  1027: { name: 'ecdsa_secp256r1_sha256', key: 'ec', hash: 'sha256', curve: 'prime256v1' },
  1281: { name: 'rsa_pkcs1_sha384', key: 'rsa', hash: 'sha384' },
  1283: { name: 'ecdsa_secp384r1_sha384', key: 'ec', hash: 'sha384', curve: 'secp384r1' },
  1537: { name: 'rsa_pkcs1_sha512', key: 'rsa', hash: 'sha512' },
  1539: { name: 'ecdsa_secp521r1_sha512', key: 'ec', hash: 'sha512', curve: 'secp521r1' },
  2052: { name: 'rsa_pss_rsae_sha256', key: 'rsa-pss', hash: 'sha256' },
  2053: { name: 'rsa_pss_rsae_sha384', key: 'rsa-pss', hash: 'sha384' },
  2054: { name: 'rsa_pss_rsae_sha512', key: 'rsa-pss', hash: 'sha512' },
  2055: { name: 'ed25519', key: 'ed25519', hash: undefined },
  2056: { name: 'ed448', key: 'ed448', hash: undefined },
};

/** `ecdsa_secp256r1_sha256`; a number where the scheme is not known. */
export function signatureSchemeName(code: number): string {
  return schemes[code]?.name ?? `0x${code.toString(16).padStart(4, '0')}`;
}

/**
 * Checks a ServerKeyExchange or CertificateVerify. Never throws.
 * @param certificate DER of the signer's leaf
 * @param tied TLS 1.3: the scheme names the curve of the key too
 */
export function checkSignature(
  certificate: Uint8Array | undefined,
  scheme: number,
  signed: Uint8Array | undefined,
  signature: Uint8Array,
  tied: boolean,
): SignatureResult {
  const known = schemes[scheme];
  if (certificate === undefined) return { kind: 'unchecked', detail: 'there is no certificate to check it with' };
  if (known === undefined) return { kind: 'unchecked', detail: 'the signature scheme is not known here' };
  if (signed === undefined) return { kind: 'unchecked', detail: 'the handshake before it is not whole' };
  const key = publicKeyOf(certificate);
  if (key === undefined) return { kind: 'unchecked', detail: 'the certificate cannot be read' };
  const wanted = known.key === 'rsa-pss' ? 'rsa' : known.key;
  if (key.asymmetricKeyType !== wanted) {
    return {
      kind: 'invalid',
      detail: `the certificate has a key of type ${key.asymmetricKeyType}, which cannot sign so`,
    };
  }
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (tied && known.curve !== undefined && curve !== known.curve) {
    return { kind: 'invalid', detail: `the key of the certificate is on the curve ${curve}` };
  }
  return matches(key, known, signed, signature)
    ? { kind: 'valid' }
    : { kind: 'invalid', detail: 'it was not made over this handshake with the key of the certificate' };
}

/** What CertificateVerify of TLS 1.3 signs (RFC 8446, 4.4.3). */
export function signedContent13(side: 'client' | 'server', transcriptHash: Uint8Array): Uint8Array {
  const context = Buffer.from(`${' '.repeat(64)}TLS 1.3, ${side} CertificateVerify\0`, 'latin1');
  return new Uint8Array(Buffer.concat([context, transcriptHash]));
}

function matches(key: KeyObject, { key: kind, hash }: Scheme, signed: Uint8Array, signature: Uint8Array): boolean {
  const options =
    kind === 'rsa-pss'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : key;
  try {
    return verify(hash, signed, options, signature);
  } catch {
    return false;
  }
}

function publicKeyOf(der: Uint8Array): KeyObject | undefined {
  try {
    return certificateKey(der).publicKey;
  } catch {
    return undefined;
  }
}
