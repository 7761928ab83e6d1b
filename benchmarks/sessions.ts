// npm run benchmark -- sessions [SECONDS]: whole charging sessions through the gateway, one after the other, as one charging
// point has them. The gateway is a process on one core, the vehicle another one on another core. Beside it, what the machine
// gives to a TCP echo of as many round trips. Rates move with the load of the machine: the ratios are what counts. "CPU
// limit" is what one core would do if it had nothing to wait for. The gateway writes its log and saves its state, fsync
// included, as it does in the field.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintLabPki } from '../src/pki/lab-pki.js';
import { writeLabPki } from '../src/pki/write-lab-pki.js';
import { Child, pinned } from './sessions/child.js';
import type { EchoPlan } from './sessions/echo.js';
import type { Load } from './sessions/load.js';
import type { VehiclePlan } from './sessions/vehicles.js';

interface Kind {
  readonly name: string;
  readonly protocol: 'iso2' | 'iso20';
  readonly security: 'none' | 'tls';
}

const kinds: readonly Kind[] = [
  { name: 'ISO 15118-2 AC, TCP', protocol: 'iso2', security: 'none' },
  { name: 'ISO 15118-2 AC, TLS 1.2, P-256', protocol: 'iso2', security: 'tls' },
  { name: 'ISO 15118-20 AC, mutual TLS 1.3, P-521', protocol: 'iso20', security: 'tls' },
];
const seconds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
const here = (name: string) => join(import.meta.dirname, 'sessions', name);

/** Configuration of a gateway that never makes a vehicle wait. */
function writeConfig({ protocol, security }: Kind): string {
  const file = join(folder, `${protocol}-${security}.yaml`);
  const pki = join(folder, protocol);
  const own = `certificate_chain: ${pki}/secc.chain.pem, private_key: ${pki}/secc.key.pem`;
  const tls =
    protocol === 'iso2' ? `enforced, ${own}` : `enforced, iso20: { ${own}, vehicle_roots: [${pki}/oem-root.cert.pem] }`;
  writeFileSync(
    file,
    `interfaces: { vehicle: lo, address: "::1", sdp: false }
protocols: [${protocol === 'iso2' ? 'iso15118-2' : 'iso15118-20-ac'}]
evse: { id: DE*PLB*E00001*1, energy_transfer_modes: [AC_three_phase_core], meter_id: PLB-1 }
limits: { ac: { nominal_voltage_v: 230, max_current_a: 32 } }
schedule: [{ id: 1, power: [{ from_s: 0, power_w: 22000 }] }]
security: { tls: ${security === 'none' ? '"off"' : tls} }
state_file: ${folder}/state-${protocol}-${security}.json
log: { file: ${folder}/gateway.log }
`,
  );
  return file;
}

interface Measured {
  readonly load: Load;
  /** CPU time a session, ms. */
  readonly serverMs: number;
  readonly clientMs: number;
}

/** Lets a client run against a server, and takes the CPU time of both from when the client is warm. */
async function measure(server: Child, client: Child): Promise<Measured> {
  await client.next('warm');
  const before = [server.cpuSeconds(), client.cpuSeconds()] as const;
  const load = await client.next<Load>('sessions');
  const spent = (child: Child, from: number) => ((child.cpuSeconds() - from) * 1000) / load.sessions;
  return { load, serverMs: spent(server, before[0]), clientMs: spent(client, before[1]) };
}

async function withServer(server: Child, work: (port: number) => Child): Promise<Measured> {
  let client: Child | undefined;
  try {
    const ready = await server.next<{ port?: number; tls_port?: number }>('event');
    client = work((ready.port ?? ready.tls_port) as number);
    return await measure(server, client);
  } finally {
    await client?.stop();
    await server.stop();
  }
}

function row(name: string, { load, serverMs, clientMs }: Measured): string {
  const rate = load.sessions / load.seconds;
  const cells = [rate, load.roundTrips / load.sessions, serverMs, clientMs, 1000 / serverMs];
  const digits = [0, 0, 2, 2, 0];
  return name.padEnd(42) + cells.map((cell, i) => cell.toFixed(digits[i]).padStart(12)).join('');
}

try {
  for (const [name, curve] of [['iso2', 'P-256'] as const, ['iso20', 'P-521'] as const]) {
    mkdirSync(join(folder, name));
    await writeLabPki(await mintLabPki({ curve }), join(folder, name));
  }
  console.log(
    `${pinned ? 'gateway on core 0, vehicle on core 1' : 'processes are not pinned to cores'}; ${seconds} s each, 5 charge loops a session\n`,
  );
  const titles = ['sessions/s', 'round trips', 'server CPU', 'client CPU', 'CPU limit'];
  console.log(`${''.padEnd(42)}${titles.map((title) => title.padStart(12)).join('')}`);
  console.log(`${''.padEnd(42)}${['', '', 'ms', 'ms', '1/s a core'].map((unit) => unit.padStart(12)).join('')}`);
  const main = join(import.meta.dirname, '../src/cli/main.js');
  const start = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1));`;
  for (const kind of kinds) {
    const argv = ['--input-type=module', '-e', start, '--', 'gateway', '--config', writeConfig(kind)];
    const session = await withServer(new Child(0, argv), (port) => {
      const { protocol, security } = kind;
      const plan: VehiclePlan = { port, seconds, protocol, security, pki: join(folder, protocol) };
      return new Child(1, [here('vehicles.js'), JSON.stringify(plan)]);
    });
    const plan: EchoPlan = { seconds, roundTrips: Math.round(session.load.roundTrips / session.load.sessions) };
    const echo = await withServer(
      new Child(0, [here('echo.js'), JSON.stringify(plan)]),
      (port) => new Child(1, [here('echo.js'), JSON.stringify({ ...plan, port })]),
    );
    const rate = ({ load }: Measured) => load.sessions / load.seconds;
    console.log(row(kind.name, session));
    console.log(row('  TCP echo of as many round trips', echo));
    console.log(`  sessions / echo ${(rate(session) / rate(echo)).toFixed(3)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
