import { createPrivateKey } from 'node:crypto';
import { loadCertificates, loadKeyPem } from '../../../pki/load-certificates.js';
import type { Credentials } from './pnc-options.js';

/** Chain (PEM, leaf first) and key (PEM) of files. @throws PKI-001, PKI-002, PKI-003 */
export function loadCredentials(chainFile: string, keyFile: string): Credentials {
  return { chain: loadCertificates(chainFile), key: createPrivateKey(loadKeyPem(keyFile)) };
}
