import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadCredentials } from '../../../src/peers/vehicle/pnc/load-credentials.js';
import type { Credentials, PncOptions } from '../../../src/peers/vehicle/pnc/pnc-options.js';
import { openVehicle, type Vehicle } from '../../../src/peers/vehicle/vehicle.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { certificatePem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { writeLabPki } from '../../../src/pki/write-lab-pki.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';
import { patientTimers } from '../../support/patient-timers.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type RunningGateway, startGateway, type TestGatewayOptions } from './test-gateway.js';

export interface ContractBench extends RunningGateway {
  readonly pki: LabPki;
  /** Folder with the files of the lab PKI. */
  readonly folder: string;
  /** Credentials of a name in that folder: `contract`, `bad/contract-expired`. */
  credentials(name: string): Credentials;
  /** A vehicle with Plug & Charge that is not connected yet; it ends with the test. */
  vehicle(pnc?: PncOptions, options?: Partial<VehicleOptions>): Vehicle;
}

export interface ContractBenchOptions extends TestGatewayOptions {
  /** Fields of `contract` beside roots, provisioning and the tariff key. */
  readonly contract?: string;
}

let minted: Promise<LabPki> | undefined;

/** The section `contract` for the files of a lab PKI. */
export function contractSection(folder: string, fields = ''): string {
  const file = (name: string) => join(folder, name);
  const pair = (name: string) =>
    `certificate_chain: ${file(`${name}.chain.pem`)}, private_key: ${file(`${name}.key.pem`)}`;
  return `contract: {
    mo_roots: [${file('mo-root.cert.pem')}], oem_roots: [${file('oem-root.cert.pem')}],
    oem_sub_cas: [${file('oem-sub-ca1.cert.pem')}, ${file('oem-sub-ca2.cert.pem')}],
    ocsp_responses: [${file('bad/contract-revoked.ocsp.der')}],
    provisioning: { ${pair('cps')}, contracts: [{ pcid: WMIV1234567890ABCD, ${pair('contract')} }] },
    tariff: { private_key: ${file('mo-sub-ca2.key.pem')} }${fields === '' ? '' : `, ${fields}`} }`;
}

/** A gateway with Plug & Charge of ISO 15118-2 on the loopback, and vehicles for it. */
export async function startContract(t: TestContext, options: ContractBenchOptions = {}): Promise<ContractBench> {
  minted ??= mintLabPki();
  const pki = await minted;
  const folder = join(temporaryFolder(t), 'pki');
  await writeLabPki(pki, folder);
  const file = (name: string) => join(folder, name);
  const running = await startGateway(t, {
    ...options,
    extra: `${contractSection(folder, options.contract)}
prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.4 }, { from_s: 3600, price: 0.2 }] }
services: [{ id: 3, name: InternetAccess, category: Internet, parameter_sets: [{ id: 3, parameters: { Protocol: http, Port: 80 } }] }]
${options.extra ?? ''}`,
    replace: {
      security: `{ tls: offered, certificate_chain: ${file('secc.chain.pem')}, private_key: ${file('secc.key.pem')} }`,
      ...options.replace,
    },
  });
  const credentials = (name: string) => loadCredentials(file(`${name}.chain.pem`), file(`${name}.key.pem`));
  const v2gRoots = [pki.identities['v2g-root'].certificate];
  const vehicle: ContractBench['vehicle'] = (pnc = {}, changes = {}) => {
    const opened = openVehicle({
      secc: { host: '::1', port: running.ready.tls_port! },
      security: 'tls',
      tls: { profile: iso15118Part2, roots: [certificatePem(pki.identities['v2g-root'])] },
      identification: 'PnC',
      pnc: { contract: credentials('contract'), provisioning: credentials('oem-provisioning'), v2gRoots, ...pnc },
      energy: 'dc',
      loops: 3,
      timers: patientTimers({ chargingStatusPause: 10, currentDemandPause: 10, repeatPause: 10 }),
      ...changes,
    });
    t.after(() => opened.close());
    return opened;
  };
  return { ...running, pki, folder, credentials, vehicle };
}
