import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import { deviceIdentifier } from './device-identifier.js';
import { certificatePem, chainPem, type Identity, privateKeyPem } from './identity.js';
import type { LabPki } from './lab-pki.js';

/** What was written for one identity; paths are absolute or relative as `folder` was. */
export interface WrittenIdentity {
  readonly name: string;
  /** The certificate alone. */
  readonly certificate: string;
  /** Leaf first, without the root: what TLS presents. */
  readonly chain: string;
  /** PKCS#8, mode 0600. */
  readonly key: string;
  readonly lfdi: string;
  readonly sfdi: string;
}

/**
 * Writes `NAME.cert.pem`, `NAME.chain.pem` and `NAME.key.pem` (mode 0600) of every identity, the bad ones under `bad/`,
 * `NAME.ocsp.der`, and an index `pki.json`.
 * @param force replaces a PKI that is there
 * @throws PKI-004 the folder holds one already, PKI-006 it cannot be written
 */
export async function writeLabPki(pki: LabPki, folder: string, force = false): Promise<readonly WrittenIdentity[]> {
  const index = join(folder, 'pki.json');
  if (existsSync(index) && !force) throw new PlumblineError('PKI-004', { place: folder });
  try {
    const good = writeAll(
      [pki.identities, pki.cross, pki.other].flatMap((group): Identity[] => Object.values(group)),
      folder,
    );
    const bad = writeAll(Object.values(pki.bad), join(folder, 'bad'));
    for (const { name, bad: wrong, der } of pki.ocsp) {
      writeFileSync(join(folder, wrong ? 'bad' : '', `${name}.ocsp.der`), der);
    }
    const list = (written: readonly WrittenIdentity[]) => written.map(({ name, lfdi, sfdi }) => ({ name, lfdi, sfdi }));
    const ocsp = pki.ocsp.map(({ name, bad: wrong }) => `${wrong ? 'bad/' : ''}${name}.ocsp.der`);
    writeFileSync(index, `${JSON.stringify({ identities: list(good), bad: list(bad), ocsp }, undefined, 2)}\n`);
    return [...good, ...bad];
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PKI-006', { place: folder, detail, cause: error });
  }
}

function writeAll(identities: readonly Identity[], folder: string): WrittenIdentity[] {
  mkdirSync(folder, { recursive: true });
  const written: WrittenIdentity[] = [];
  for (const identity of identities) {
    const path = (kind: string) => join(folder, `${identity.name}.${kind}.pem`);
    const files = { certificate: path('cert'), chain: path('chain'), key: path('key') };
    writeFileSync(files.certificate, certificatePem(identity));
    writeFileSync(files.chain, chainPem(identity));
    writeFileSync(files.key, privateKeyPem(identity), { mode: 0o600 });
    // The mode above counts for new files only.
    chmodSync(files.key, 0o600);
    written.push({ name: identity.name, ...files, ...deviceIdentifier(identity.certificate) });
  }
  return written;
}
