/**
 * `drive-vehicle.js JSON`: drives one vehicle on mesh0 of this namespace and prints what came of it as JSON.
 * `{ energy, security, root?, target?, rawRequest? }`; with `rawRequest` (hex) only SDP is spoken.
 */
import { readFileSync } from 'node:fs';
import { isGood } from '../../../src/peers/vehicle/exchange.js';
import { openVehicle } from '../../../src/peers/vehicle/vehicle.js';
import { discoverSecc } from '../../../src/transport/sdp-client.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';

interface Plan {
  readonly energy: 'ac' | 'dc';
  readonly security: 'tls' | 'none';
  readonly root?: string;
  readonly rawRequest?: string;
  readonly attempts?: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan;
if (plan.rawRequest !== undefined) {
  const rawRequest = new Uint8Array(Buffer.from(plan.rawRequest, 'hex'));
  const { answers, requests } = await discoverSecc({
    interface: 'mesh0',
    security: plan.security,
    rawRequest,
    attempts: 2,
  });
  console.log(JSON.stringify({ answers: answers.length, requests: requests.length }));
} else {
  const vehicle = openVehicle({
    interface: 'mesh0',
    security: plan.security,
    energy: plan.energy,
    sdp: { attempts: plan.attempts ?? 50 },
    ...(plan.root === undefined ? {} : { tls: { profile: iso15118Part2, roots: [readFileSync(plan.root, 'utf8')] } }),
  });
  const { reached, state, failure, exchanges } = await vehicle.driveTo('stopped');
  const { tls, local, remote } = vehicle.connection ?? {};
  const faults = exchanges
    .filter((exchange) => !isGood(exchange))
    .map(({ observations, sent }) => [sent.message, observations]);
  const names = exchanges.map(({ sent }) => sent.message);
  console.log(
    JSON.stringify({
      reached,
      state,
      failure: failure?.text,
      rule: failure?.rule,
      faults,
      names,
      local,
      remote,
      cipher: tls?.cipher,
    }),
  );
  await vehicle.close();
}
