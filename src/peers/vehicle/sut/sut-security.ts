import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../../base/errors.js';
import { loadCertificates } from '../../../pki/load-certificates.js';
import { iso15118Part2 } from '../../../transport/tls-profiles.js';
import { loadCredentials } from '../pnc/load-credentials.js';
import type { PncOptions } from '../pnc/pnc-options.js';
import type { VehicleOptions } from '../vehicle-options.js';
import type { VehicleFaultName } from './sut-faults.js';
import type { SutOptions } from './sut-options.js';

/**
 * Transport and payment of the vehicle under test: plain TCP, or TLS 1.2 with the V2G root of its PKI alone; external payment,
 * or its contract. @throws PKI-001, PKI-002, PKI-003 where the folder lacks something, PEERS-037 a contract without a PKI
 */
export function securityOptions(
  { pki, contract }: SutOptions,
  faults: ReadonlySet<VehicleFaultName>,
): Pick<VehicleOptions, 'security' | 'tls' | 'identification' | 'pnc'> {
  if (pki === undefined && contract !== undefined) {
    throw new PlumblineError('PEERS-037', { detail: 'a contract needs the folder of a PKI' });
  }
  if (pki === undefined || faults.has('ev-discovers-without-tls')) return { security: 'none' };
  const root = join(pki, 'v2g-root.cert.pem');
  const v2gRoots = loadCertificates(root);
  return {
    security: 'tls',
    tls: {
      profile: iso15118Part2,
      roots: [readFileSync(root, 'utf8')],
      verify: !faults.has('ev-trusts-any-secc'),
    },
    ...(contract === undefined ? {} : { identification: 'PnC', pnc: contractOptions(pki, contract, v2gRoots) }),
  };
}

/** A vehicle that installs has no contract yet. */
function contractOptions(
  pki: string,
  certificateHandling: NonNullable<SutOptions['contract']>,
  v2gRoots: readonly Uint8Array[],
): PncOptions {
  const held = (name: string) => loadCredentials(join(pki, `${name}.chain.pem`), join(pki, `${name}.key.pem`));
  return {
    certificateHandling,
    v2gRoots,
    provisioning: held('oem-provisioning'),
    ...(certificateHandling === 'install' ? {} : { contract: held('contract') }),
  };
}
