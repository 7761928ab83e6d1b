import { readFileSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';
import { certificatesIn } from './pem.js';

/** Certificates of a PEM or DER file, as they stand in it. @throws PKI-001 unreadable, PKI-002 no certificate in it */
export function loadCertificates(file: string): readonly Uint8Array[] {
  const certificates = certificatesIn(readBytes(file));
  if (certificates.length === 0) throw new PlumblineError('PKI-002', { place: file });
  return certificates;
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
