import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openVehicle, type Vehicle } from '../../../src/peers/vehicle/vehicle.js';
import type { VehicleEvent } from '../../../src/peers/vehicle/vehicle-event.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { type Curve, certificatePem, chainPem, keyPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { iso15118Part20, iso15118Part20P256, type TlsProfile } from '../../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../../src/transport/v2g-connection.js';
import { patientTimers } from '../../support/patient-timers.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type RunningGateway, startGateway, type TestGatewayOptions } from './test-gateway.js';

export interface Iso20Bench extends RunningGateway {
  readonly pki: LabPki;
  readonly profile: TlsProfile;
  /** A vehicle that is not connected yet; it ends with the test. */
  vehicle(options?: Partial<VehicleOptions>, as?: keyof LabPki['identities']): Promise<Vehicle>;
  /** TLS as the vehicle uses it. */
  trust(as?: keyof LabPki['identities']): Promise<TlsClientOptions>;
}

const minted = new Map<string, Promise<LabPki>>();

function pkiOf(curve: Curve): Promise<LabPki> {
  const known = minted.get(curve) ?? mintLabPki({ curve });
  minted.set(curve, known);
  return known;
}

export interface Iso20BenchOptions extends TestGatewayOptions {
  readonly curve?: Curve;
  readonly protocols?: string;
  /** Certificates of ISO 15118-2 too. */
  readonly both?: boolean;
}

/** A gateway that speaks ISO 15118-20 on the loopback, and vehicles for it. Both directions of power, DC and AC. */
export async function startIso20(t: TestContext, options: Iso20BenchOptions = {}): Promise<Iso20Bench> {
  const { curve = 'P-521' } = options;
  const pki = await pkiOf(curve);
  const folder = temporaryFolder(t);
  const secc = await writeIdentity(folder, 'secc', pki);
  const part2 = options.both === true ? await writeIdentity(folder, 'secc', await pkiOf('P-256'), 'part2') : undefined;
  const roots = join(folder, 'oem-root.pem');
  writeFileSync(roots, certificatePem(pki.identities['oem-root']));
  const iso20 = `iso20: { certificate_chain: ${secc.chain}, private_key: ${secc.key}, vehicle_roots: [${roots}] }`;
  const own = part2 === undefined ? '' : `certificate_chain: ${part2.chain}, private_key: ${part2.key}, `;
  const running = await startGateway(t, {
    ...options,
    extra: `protocols: ${options.protocols ?? '[iso15118-20-dc, iso15118-20-ac]'}\n${patience(options.extra ?? '')}`,
    replace: {
      limits:
        '{ ac: { nominal_voltage_v: 230, max_current_a: 32, max_discharge_power_w: 11000 }, dc: { max_voltage_v: 900, min_voltage_v: 150, max_current_a: 125, min_current_a: 1, max_power_w: 50000, max_discharge_power_w: 20000 } }',
      security: `{ tls: enforced, ${own}${iso20} }`,
      ...options.replace,
    },
  });
  const profile = curve === 'P-521' || curve === 'Ed448' ? iso15118Part20 : iso15118Part20P256;
  const trust = async (as: keyof LabPki['identities'] = 'vehicle'): Promise<TlsClientOptions> => ({
    profile,
    roots: [certificatePem(pki.identities['v2g-root'])],
    chain: chainPem(pki.identities[as]),
    key: await keyPem(pki.identities[as]),
  });
  const vehicle: Iso20Bench['vehicle'] = async (changes = {}, as) => {
    const opened = openVehicle({
      secc: { host: '::1', port: running.ready.tls_port! },
      security: 'tls',
      tls: await trust(as),
      protocol: 'iso20',
      energy: 'dc',
      loops: 3,
      timers: patientTimers({ chargeLoopPause: 20, repeatPause: 20 }),
      ...changes,
    });
    t.after(() => opened.close());
    return opened;
  };
  return { ...running, pki, profile, vehicle, trust };
}

/** In the charge loop the SECC waits as long as its configuration allows, unless the test says how long. */
function patience(extra: string): string {
  return /^timers:/m.test(extra) ? extra : `timers: { charge_loop_sequence_s: 60 }\n${extra}`;
}

async function writeIdentity(folder: string, role: 'secc', pki: LabPki, name: string = role) {
  const chain = join(folder, `${name}-chain.pem`);
  const key = join(folder, `${name}-key.pem`);
  writeFileSync(chain, chainPem(pki.identities[role]));
  writeFileSync(key, await keyPem(pki.identities[role]), { mode: 0o600 });
  return { chain, key };
}

/** Keeps the exchanges of a vehicle, and what they were observed to break. */
export function keepExchanges(): {
  readonly observer: (event: VehicleEvent) => void;
  readonly names: string[];
  readonly faults: string[];
  readonly events: VehicleEvent[];
} {
  const names: string[] = [];
  const faults: string[] = [];
  const events: VehicleEvent[] = [];
  const observer = (event: VehicleEvent) => {
    events.push(event);
    if (event.kind !== 'exchange') return;
    names.push(event.exchange.sent.message ?? 'raw');
    for (const { severity, rule, expected, observed } of event.exchange.observations) {
      if (severity === 'fault') faults.push(`${event.exchange.sent.message}: ${rule}: ${expected} / ${observed}`);
    }
  };
  return { observer, names, faults, events };
}
