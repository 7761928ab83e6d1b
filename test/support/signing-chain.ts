import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Signer, signerFromPem } from '../../src/reporters/signature/signer.js';
import { findProgram } from './find-program.js';

export interface SigningChain {
  readonly root: string;
  readonly technician: { readonly key: string; readonly chain: string; readonly signer: Signer };
  readonly approver: { readonly key: string; readonly chain: string; readonly signer: Signer };
}

/** Mints a root and two signers with openssl into the folder; undefined where openssl is missing. */
export function mintSigningChain(folder: string): SigningChain | undefined {
  const openssl = findProgram('openssl');
  if (openssl === undefined) return undefined;
  const run = (...argv: string[]): void => void execFileSync(openssl, argv, { cwd: folder, stdio: 'pipe' });
  const key = (name: string): void => {
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
    chmodSync(join(folder, `${name}.key`), 0o600);
  };
  key('root');
  run(
    'req',
    '-x509',
    '-new',
    '-key',
    'root.key',
    '-subj',
    '/CN=Test root',
    '-days',
    '3650',
    '-out',
    'root.pem',
    '-addext',
    'keyUsage=critical,keyCertSign',
  );
  writeFileSync(join(folder, 'leaf.ext'), 'keyUsage=critical,digitalSignature,nonRepudiation\n');
  const mint = (name: string): SigningChain['technician'] => {
    key(name);
    run('req', '-new', '-key', `${name}.key`, '-subj', `/CN=Test ${name}/O=plumbline tests`, '-out', `${name}.csr`);
    run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-days',
      '365',
      '-extfile',
      'leaf.ext',
      '-out',
      `${name}.own.pem`,
    );
    const pem = readFileSync(join(folder, `${name}.own.pem`), 'utf8') + readFileSync(join(folder, 'root.pem'), 'utf8');
    const files = { key: join(folder, `${name}.key`), chain: join(folder, `${name}.pem`) };
    writeFileSync(files.chain, pem);
    return { ...files, signer: signerFromPem(readFileSync(files.key, 'utf8'), pem) };
  };
  return { root: join(folder, 'root.pem'), technician: mint('technician'), approver: mint('approver') };
}
