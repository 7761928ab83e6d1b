import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';

/** Who signs: the key, and the certificate chain from the signer's own towards the root. */
export interface Signer {
  readonly key: KeyObject;
  /** DER, the signer's own first. */
  readonly chain: readonly Buffer[];
  /** Common name of the signer's certificate. */
  readonly name: string;
  /** SHA-256 of the signer's certificate, lower-case hex. */
  readonly fingerprint: string;
  /** A throw-away key: the report then says DEMO on each page. */
  readonly demo: boolean;
}

/**
 * Loads a signer from a PKCS#8 PEM key file and a PEM file with the certificates. Throws REPORTERS-002 when others can
 * read the key file, REPORTERS-003 when key or chain cannot be used.
 */
export function loadSigner(keyFile: string, chainFile: string, options: { readonly demo?: boolean } = {}): Signer {
  const mode = modeOf(keyFile);
  if ((mode & 0o177) !== 0) {
    throw new PlumblineError('REPORTERS-002', { place: keyFile, detail: `mode ${mode.toString(8).padStart(4, '0')}` });
  }
  return signerFromPem(read(keyFile), read(chainFile), options);
}

/** As `loadSigner`, from PEM text. Throws REPORTERS-003. */
export function signerFromPem(keyPem: string, chainPem: string, options: { readonly demo?: boolean } = {}): Signer {
  try {
    const key = createPrivateKey(keyPem);
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new Error('the key is not EC P-256');
    }
    const certificates = pemCertificates(chainPem);
    const [own] = certificates;
    if (own === undefined) throw new Error('the chain holds no certificate');
    if (!own.checkPrivateKey(key)) throw new Error('the key does not belong to the first certificate of the chain');
    return {
      key,
      chain: certificates.map(({ raw }) => raw),
      name: commonName(own),
      fingerprint: createHash('sha256').update(own.raw).digest('hex'),
      demo: options.demo ?? false,
    };
  } catch (cause) {
    throw new PlumblineError('REPORTERS-003', {
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

/** All certificates of a PEM text, in their order. Throws when one cannot be read. */
export function pemCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** Common name of a certificate's subject; the whole subject where there is none. */
export function commonName(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o777;
  } catch (cause) {
    throw new PlumblineError('REPORTERS-003', { place: file, detail: String(cause), cause });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('REPORTERS-003', { place: file, detail: String(cause), cause });
  }
}
