import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';

/** What the check of a signature wants of a certificate. */
export interface CertificateKey {
  readonly publicKey: KeyObject;
  /** A name a line, as Node gives it. */
  readonly subject: string;
}

/** The certificates used last, by their bytes: the same chains are shown session after session. A pure function's memory. */
const known = new Map<string, CertificateKey>();
const mostKnown = 256;

/** Public key and subject of a DER certificate. @throws Error for bytes that are no certificate */
export function certificateKey(der: Uint8Array): CertificateKey {
  const bytes = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
  const before = known.get(bytes);
  if (before !== undefined) return before;
  const certificate = new X509Certificate(der);
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  const read = {
    // A key of its own: the one of the certificate keeps the whole certificate.
    publicKey: createPublicKey({ key: spki, type: 'spki', format: 'der' }),
    subject: certificate.subject,
  };
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(bytes, read);
  return read;
}
