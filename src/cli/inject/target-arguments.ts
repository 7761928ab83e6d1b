import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { loadCertificates, loadKeyPem } from '../../pki/load-certificates.js';
import { writePem } from '../../pki/pem.js';
import { splitZone } from '../../transport/endpoint.js';
import { tlsProfiles } from '../../transport/tls-profiles.js';
import type { TlsClientOptions } from '../../transport/v2g-connection.js';

export interface TlsArguments {
  readonly tls: string | undefined;
  readonly pki: string | undefined;
  readonly roots: readonly string[] | undefined;
  readonly chain: string | undefined;
  readonly key: string | undefined;
}

/** `[fe80::1%eth1]:15118`, `127.0.0.1:15118`. @throws PlumblineError CLI-001 */
export function parseEndpoint(text: string): { readonly host: string; readonly port: number; readonly scope?: string } {
  const found = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(text);
  const port = Number(found?.[3]);
  if (found === null || port < 1 || port > 65535) {
    throw new PlumblineError('CLI-001', {
      detail: `--to takes [ADDRESS%INTERFACE]:PORT or ADDRESS:PORT, not "${text}"`,
    });
  }
  const { address, scope } = splitZone(found[1] ?? found[2] ?? '');
  return { host: address, port, ...(scope === undefined ? {} : { scope }) };
}

/**
 * TLS as the vehicle wants it; the station's chain is reported and never a reason to refuse.
 * @throws PlumblineError CLI-001 unknown profile, PKI-001 to PKI-003 files that cannot be used
 */
export function tlsOptions(given: TlsArguments): TlsClientOptions | undefined {
  if (given.tls === undefined) return undefined;
  const profile = tlsProfiles[given.tls === '' ? 'iso15118-2' : given.tls];
  if (profile === undefined) {
    const known = Object.keys(tlsProfiles).join(', ');
    throw new PlumblineError('CLI-001', { detail: `--tls takes ${known}, not "${given.tls}"` });
  }
  const inPki = (name: string): string | undefined => {
    const file = given.pki === undefined ? undefined : join(given.pki, name);
    return file !== undefined && existsSync(file) ? file : undefined;
  };
  if (given.pki !== undefined && !existsSync(given.pki)) {
    throw new PlumblineError('PKI-001', { place: given.pki, detail: 'there is no such folder' });
  }
  const root = inPki('v2g-root.cert.pem');
  const roots = (given.roots ?? (root === undefined ? [] : [root])).flatMap(pemOf);
  const chain = given.chain ?? (profile.mutual ? inPki('vehicle.chain.pem') : undefined);
  const key = given.key ?? (profile.mutual ? inPki('vehicle.key.pem') : undefined);
  if ((chain === undefined) !== (key === undefined)) {
    throw new PlumblineError('CLI-001', { detail: '--chain and --key belong together' });
  }
  return {
    profile,
    roots,
    verify: false,
    ...(chain === undefined || key === undefined ? {} : { chain: pemOf(chain).join(''), key: loadKeyPem(key) }),
  };
}

function pemOf(file: string): readonly string[] {
  return loadCertificates(file).map((der) => writePem('CERTIFICATE', der));
}
