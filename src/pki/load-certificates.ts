import { readFileSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';
import { certificatesIn } from './pem.js';
import { readOcspResponse } from './read-ocsp-response.js';

/** Certificates of a PEM or DER file, as they stand in it. @throws PKI-001 unreadable, PKI-002 no certificate in it */
export function loadCertificates(file: string): readonly Uint8Array[] {
  const certificates = certificatesIn(readBytes(file));
  if (certificates.length === 0) throw new PlumblineError('PKI-002', { place: file });
  return certificates;
}

/** What a file of a PKI holds: certificates, or an OCSP response. */
export interface PkiFile {
  readonly certificates: readonly Uint8Array[];
  readonly ocsp: Uint8Array | undefined;
}

/** Certificates or an OCSP response (DER). @throws PKI-001 unreadable, PKI-002 neither of them in it */
export function loadPkiFile(file: string): PkiFile {
  const bytes = loadBytes(file);
  // An OCSP response is told from a certificate by its first member, a status of one octet (RFC 6960, 4.2.1).
  if (readOcspResponse(bytes).kind !== 'garbage') return { certificates: [], ocsp: bytes };
  return { certificates: loadCertificates(file), ocsp: undefined };
}

/** Bytes of a file. @throws PKI-001 unreadable */
export function loadBytes(file: string): Uint8Array {
  return new Uint8Array(readBytes(file));
}

/** Text of a key file. @throws PKI-001 unreadable, PKI-003 no private key in it */
export function loadKeyPem(file: string): string {
  const text = readBytes(file).toString('latin1');
  if (!/-----BEGIN (EC |RSA )?PRIVATE KEY-----/.test(text)) throw new PlumblineError('PKI-003', { place: file });
  return text;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PKI-001', { place: file, detail, cause: error });
  }
}
