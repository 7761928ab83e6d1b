import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { FaultName } from '../../../../src/gateway/faults/fault-table.js';
import type { UtilityConfig } from '../../../../src/peers/utility/utility-config.js';
import type { UtilitySteering } from '../../../../src/peers/utility/utility-control.js';
import { openUtilityServer } from '../../../../src/peers/utility/utility-server.js';
import { deviceIdentifier } from '../../../../src/pki/device-identifier.js';
import { certificatePem, chainPem, type Identity, keyPem } from '../../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../../src/pki/lab-pki.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import type { TestGatewayOptions } from '../../support/test-gateway.js';

/** A utility server on the loopback and what a gateway needs to speak to it. */
export interface UtilityBench {
  readonly utility: UtilitySteering;
  readonly folder: string;
  readonly lfdi: string;
  /** PEM of a root that the server does not come from. */
  readonly strangeRoot: string;
  /** YAML of the section `sep2`; `more` goes into it. */
  section(more?: string): string;
}

let minted: Promise<LabPki> | undefined;

export const pin = 111_115;

/** Starts the server; the device of the gateway is registered out of band. */
export async function startUtilityBench(t: TestContext, changes: Partial<UtilityConfig> = {}): Promise<UtilityBench> {
  minted ??= mintLabPki();
  const pki = await minted;
  const folder = temporaryFolder(t);
  mkdirSync(folder, { recursive: true });
  const server = await write(folder, 'server', pki.identities['utility-server']);
  const device = await write(folder, 'device', pki.identities['utility-device']);
  const root = join(folder, 'utility-root.pem');
  writeFileSync(root, certificatePem(pki.identities['utility-root']));
  const { lfdi } = deviceIdentifier(pki.identities['utility-device'].certificate);
  const utility = await openUtilityServer({
    config: {
      listen: { host: '::1', port: 0 },
      certificate: server.chain,
      key: server.key,
      trust: [root],
      devices: [{ lfdi, pin }],
      programs: [
        { name: 'service-point', primacy: 1, default: { base: { opModEnergize: true }, setGradW: 0 } },
        { name: 'feeder', primacy: 5 },
      ],
      pollRates: { dcap: 1, tm: 1, edev: 1, fsa: 1, derp: 1, der: 1, mup: 1, frq: 1, frp: 1 },
      ...changes,
    },
  });
  t.after(() => utility.close());
  const section = (more = '') =>
    `sep2: { server: "${utility.ready.uri}", certificate: ${device.chain}, key: ${device.key}, trust: [${root}], pin: ${pin}, poll_rate_s: 0.2, retry: { first_s: 0.1, most_s: 0.5 }, ${more} }`;
  return { utility, folder, lfdi, section, strangeRoot: certificatePem(pki.identities['v2g-root']) };
}

/** Options of a gateway that speaks to the bench, with faults at will. */
export function gatewayOf(
  bench: UtilityBench,
  more = '',
  faults: readonly FaultName[] = [],
  options: TestGatewayOptions = {},
): TestGatewayOptions {
  return { ...options, extra: `${bench.section(more)}\nfault: [${faults.join(', ')}]\n${options.extra ?? ''}` };
}

async function write(folder: string, name: string, identity: Identity): Promise<{ chain: string; key: string }> {
  const chain = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key.pem`);
  writeFileSync(chain, chainPem(identity));
  writeFileSync(key, await keyPem(identity), { mode: 0o600 });
  return { chain, key };
}

/** Waits until `check` gives something, looking often; fails with `what` when it takes too long. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
  ms = 30_000,
): Promise<T> {
  const endsAt = Date.now() + ms;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (Date.now() > endsAt) throw new Error(`in ${ms} ms there was no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Statuses of the responses that the server has for a control, in order. */
export async function responsesOf(utility: UtilitySteering, mRID: string): Promise<readonly number[]> {
  return (await utility.responses(mRID)).map(({ status }) => status ?? -1);
}
