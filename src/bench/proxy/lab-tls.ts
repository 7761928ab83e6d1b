import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { iso15118Part2, iso15118Part20, iso15118Part20P256, type TlsProfile } from '../../transport/tls-profiles.js';
import type { SignerKey } from './change/signer-key.js';
import type { ProxyTls } from './proxy-options.js';

/** Profiles that the proxy can end: `both` looks at the vehicle's ClientHello. */
export const proxyTlsChoices = ['iso15118-2', 'iso15118-20', 'iso15118-20-p256', 'both'] as const;
export type ProxyTlsChoice = (typeof proxyTlsChoices)[number];

export interface LabTlsOptions {
  /** Folder of `plumbline pki mint`; with `both`, that of ISO 15118-2. */
  readonly pki: string;
  /** Folder for ISO 15118-20, where it is another one. */
  readonly pki20?: string;
  readonly choice: ProxyTlsChoice;
  /** false: the station's chain is not checked, only told. */
  readonly verifyStation?: boolean;
}

/**
 * TLS from the files of a lab PKI: towards the vehicle the SECC's chain and key (and its OCSP response), towards the station
 * the vehicle's. @throws PlumblineError TRANSPORT-005 a file is missing
 */
export function labTls(options: LabTlsOptions): ProxyTls {
  const { choice, pki } = options;
  const part2 = choice === 'iso15118-2' || choice === 'both' ? side(pki, iso15118Part2, options) : undefined;
  const profile20 = choice === 'iso15118-20-p256' ? iso15118Part20P256 : iso15118Part20;
  const part20 = choice === 'iso15118-2' ? undefined : side(options.pki20 ?? pki, profile20, options);
  const both = <T>(of: (found: LabSide) => T) => ({
    ...(part2 === undefined ? {} : { part2: of(part2) }),
    ...(part20 === undefined ? {} : { part20: of(part20) }),
  });
  return { asStation: both(({ server }) => server), asVehicle: both(({ client }) => client) };
}

const signers = {
  contract: 'contract',
  'OEM provisioning': 'oem-provisioning',
  CPS: 'cps',
  'MO sub-CA 2': 'mo-sub-ca2',
} as const;

/** Keys with which changed messages are signed anew, as far as the folders of lab PKIs have them. */
export function labSigners(folders: readonly string[]): readonly SignerKey[] {
  return folders.flatMap((folder) =>
    Object.entries(signers).flatMap(([signer, name]) => {
      const file = join(folder, `${name}.key.pem`);
      return existsSync(file) ? [{ signer, key: createPrivateKey(readFileSync(file)) }] : [];
    }),
  );
}

type LabSide = ReturnType<typeof side>;

function side(folder: string, profile: TlsProfile, { verifyStation }: LabTlsOptions) {
  const read = (name: string) => readPart(folder, name);
  const ocsp = join(folder, 'secc.ocsp.der');
  const server = {
    profile,
    chain: read('secc.chain.pem'),
    key: read('secc.key.pem'),
    ...(profile.mutual ? { clientRoots: [read('oem-root.cert.pem'), read('v2g-root.cert.pem')] } : {}),
    ...(existsSync(ocsp) ? { ocspResponse: new Uint8Array(readFileSync(ocsp)) } : {}),
  };
  const client = {
    profile,
    roots: [read('v2g-root.cert.pem')],
    ...(profile.mutual ? { chain: read('vehicle.chain.pem'), key: read('vehicle.key.pem') } : {}),
    ...(verifyStation === undefined ? {} : { verify: verifyStation }),
  };
  return { server, client };
}

function readPart(folder: string, name: string): string {
  const file = join(folder, name);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('TRANSPORT-005', { place: file, detail: (cause as Error).message, cause });
  }
}
