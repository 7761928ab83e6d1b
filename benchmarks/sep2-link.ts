// npm run benchmark -- sep2-link [KBPS...]: what the signalling of IEEE 2030.5 costs on a slow power line. One device goes
// once from discovery to the responses to a stop, over the shaped link of the embedded bench: octets and time for each TLS
// profile, XML against EXI. Default rates: 128 and 250 kbit/s. The token bucket lets one full frame pass at once after a
// pause and gives each direction the whole rate: `at the rate` is what a line that both share needs at least.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedLossControl } from '../src/bench/embedded/link-damage.js';
import { inNamespace, networkTasks } from '../src/bench/embedded/network.js';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { runCommand } from '../src/bench/process/run-command.js';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import { TaskStack } from '../src/bench/tasks.js';
import { startUtility } from '../src/peers/utility/start-utility.js';
import { deviceIdentifier } from '../src/pki/device-identifier.js';
import { certificatePem, chainPem, type Identity, privateKeyPem } from '../src/pki/identity.js';
import { mintLabPki } from '../src/pki/lab-pki.js';
import type { Sep2ProfileName } from '../src/transport/sep2/sep2-profiles.js';
import type { CycleCost, CycleOptions } from './sep2-link/cycle-client.js';

const rates = process.argv.slice(2).map(Number);
const profiles: readonly Sep2ProfileName[] = ['sep2-tls12-ccm8', 'sep2-tls13'];
const forms = ['xml', 'exi'] as const;
const parts = ['connect', 'discovery', 'stop'] as const;
const server = 'fd00:2030:5::2';
const cycleClient = fileURLToPath(new URL('./sep2-link/cycle-client.js', import.meta.url));

const total = (cost: CycleCost, field: 'requests' | 'bodies' | 'http' | 'wire' | 'seconds') =>
  parts.reduce((sum, part) => sum + cost[part][field], 0);

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  const network = new TaskStack();
  await network.setUp(networkTasks());
  try {
    const links = new EmbeddedLossControl(folder);
    const pki = await mintLabPki();
    const device = pki.identities['utility-device'];
    const files = (name: string, identity: Identity) => {
      const [chain, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
      writeFileSync(chain, chainPem(identity));
      writeFileSync(key, privateKeyPem(identity), { mode: 0o600 });
      return { chain, key };
    };
    const own = files('device', device);
    const theirs = files('server', pki.identities['utility-server']);
    const root = join(folder, 'root.pem');
    writeFileSync(root, certificatePem(pki.identities['utility-root']));
    const { lfdi } = deviceIdentifier(device.certificate);

    const cycle = async (profile: Sep2ProfileName, form: 'xml' | 'exi'): Promise<CycleCost> => {
      // A server of its own for each cycle: what was posted before must not make it shorter.
      const utility = await startUtility({
        folder: join(folder, 'utility'),
        config: {
          listen: { host: server },
          profiles: [profile],
          certificate: theirs.chain,
          key: theirs.key,
          trust: [root],
          devices: [{ lfdi }],
          programs: [{ name: 'site', primacy: 1 }],
        },
        spawn: (argv, options) =>
          spawnProcess(inNamespace('utility', argv), { ...options, log: join(folder, 'utility.log') }),
      });
      try {
        await utility.setDefault({ base: { opModExpLimW: 5000 } });
        await utility.createControl({ durationS: 3600, base: { opModEnergize: false, opModExpLimW: 0 } });
        const options: CycleOptions = {
          ...{ address: server, port: utility.ready.port, profile, form, ...own, root, lfdi, device: 'eth1' },
        };
        const argv = inNamespace('station', [process.execPath, cycleClient, JSON.stringify(options)]);
        const result = await runCommand(argv, { timeoutMs: 120_000 });
        if (result.code !== 0) throw new Error(`the cycle failed: ${result.stderr}`);
        return JSON.parse(result.stdout) as CycleCost;
      } finally {
        await utility.close();
      }
    };

    for (const rateKbps of rates.length === 0 ? [128, 250] : rates) {
      await links.shape('utility', { rateKbps });
      console.log(`\nlink of ${rateKbps} kbit/s`);
      console.log('profile          form  part       requests  bodies  HTTP    frames  time      at the rate');
      for (const profile of profiles) {
        const costs: CycleCost[] = [];
        for (const form of forms) {
          const cost = await cycle(profile, form);
          costs.push(cost);
          for (const part of parts) console.log(row(profile, form, part, cost[part], rateKbps));
          const whole = {
            requests: total(cost, 'requests'),
            bodies: total(cost, 'bodies'),
            http: total(cost, 'http'),
            wire: total(cost, 'wire'),
            seconds: total(cost, 'seconds'),
          };
          console.log(row(profile, form, 'whole', whole, rateKbps));
        }
        const [xml, exi] = costs as [CycleCost, CycleCost];
        const ratio = (field: 'bodies' | 'http' | 'wire' | 'seconds') =>
          (total(xml, field) / total(exi, field)).toFixed(2);
        const ratios = `bodies ${ratio('bodies')}, HTTP ${ratio('http')}, frames ${ratio('wire')}, time ${ratio('seconds')}`;
        const stopRatio = (xml.stop.wire / exi.stop.wire).toFixed(2);
        console.log(`${profile}: XML over EXI: ${ratios}; frames of the stop alone ${stopRatio}`);
      }
    }
    return 0;
  } finally {
    await network.tearDown();
    rmSync(folder, { recursive: true, force: true });
  }
});

function row(profile: string, form: string, part: string, cost: CycleCost['stop'], rateKbps: number): string {
  const columns = [cost.requests, cost.bodies, cost.http, cost.wire].map(String);
  // Both directions added up: what a line that is shared by both would need.
  const least = (cost.wire * 8) / (rateKbps * 1000);
  return [
    profile.padEnd(16),
    form.padEnd(5),
    part.padEnd(10),
    ...columns.map((text, i) => text.padEnd(i === 0 ? 9 : 7)),
    `${cost.seconds.toFixed(3)} s`.padEnd(9),
    `${least.toFixed(3)} s`,
  ].join(' ');
}
