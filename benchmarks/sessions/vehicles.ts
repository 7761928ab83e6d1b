// A process that drives one vehicle after the other to the end of its session. Argument: a VehiclePlan as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVehicle } from '../../src/peers/vehicle/vehicle.js';
import { iso15118Part2, iso15118Part20 } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import { runLoad } from './load.js';

export interface VehiclePlan {
  readonly port: number;
  readonly seconds: number;
  readonly protocol: 'iso2' | 'iso20';
  readonly security: 'none' | 'tls';
  /** Folder of a lab PKI. */
  readonly pki: string;
}

const { port, seconds, protocol, security, pki } = JSON.parse(process.argv[2] ?? '{}') as VehiclePlan;

function trust(): TlsClientOptions {
  const read = (name: string) => readFileSync(join(pki, name), 'utf8');
  const roots = [read('v2g-root.cert.pem')];
  if (protocol === 'iso2') return { profile: iso15118Part2, roots };
  return { profile: iso15118Part20, roots, chain: read('vehicle.chain.pem'), key: read('vehicle.key.pem') };
}

const tls = security === 'tls' ? { tls: trust() } : {};

await runLoad(seconds, async () => {
  const vehicle = openVehicle({
    secc: { host: '::1', port },
    security,
    ...tls,
    protocol,
    energy: 'ac',
    loops: 5,
    timers: { repeatPause: 0, chargingStatusPause: 0, chargeLoopPause: 0 },
  });
  const { reached, failure, exchanges } = await vehicle.driveTo('stopped');
  await vehicle.close();
  if (!reached) throw new Error(failure?.text ?? 'the session did not reach its end');
  return exchanges.length;
});
process.exit(0);
