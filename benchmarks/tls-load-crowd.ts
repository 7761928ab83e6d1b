// npm run benchmark -- tls-load-crowd [VEHICLES] [PROFILE...]: 1,000 vehicles at the same moment, each with its own certificate, full and
// resumed, by the profiles of ISO 15118-2, ISO 15118-20 and IEEE 2030.5, against a Node server of that profile. Tells times
// with their 95 % bounds, failures, memory, and how many certificates the server saw. Ends with `crowds C of N`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.js';
import { runCommand } from '../src/bench/process/run-command.js';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import { percentileOf } from '../src/judge/order-statistic.js';
import { clopperPearson } from '../src/judge/proportion.js';
import { encodeMessage } from '../src/messages/codec.js';
import { chainPem, type Identity, privateKeyPem, rootPem } from '../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../src/pki/lab-pki.js';
import type { LevelResult } from '../src/probes/tls-load/analyse-tls-load.js';
import { measureTlsLoad } from '../src/probes/tls-load/measure-tls-load.js';
import { readServerCpu } from '../src/probes/tls-load/server-cpu.js';
import type { TlsLoadPlan } from '../src/probes/tls-load/tls-load-plan.js';
import { writeVehicleList } from '../src/probes/tls-load/vehicle-list.js';
import { encodeV2gtp, payloadTypes } from '../src/wire/v2gtp.js';

const [count = '1000', ...only] = process.argv.slice(2);
const vehicles = Number(count);

interface Crowd {
  readonly profile: string;
  readonly curve: 'P-256' | 'P-521';
  readonly exchange: TlsLoadPlan['exchange'];
  readonly server: (pki: LabPki) => Identity;
  /** Who signs the vehicles' certificates; absent: only the server has one. */
  readonly issuer?: { readonly of: (pki: LabPki) => Identity; readonly role: 'vehicle' | 'utility-device' };
}

const all: readonly Crowd[] = [
  {
    profile: 'iso15118-2',
    curve: 'P-256',
    exchange: 'app-protocol',
    server: ({ identities }) => identities.secc,
  },
  {
    profile: 'iso15118-20',
    curve: 'P-521',
    exchange: 'app-protocol',
    server: ({ identities }) => identities.secc,
    issuer: { of: ({ identities }) => identities['oem-sub-ca2'], role: 'vehicle' },
  },
  {
    profile: 'sep2-tls12-ccm8',
    curve: 'P-256',
    exchange: 'http',
    server: ({ identities }) => identities['utility-server'],
    issuer: { of: ({ identities }) => identities['utility-mica'], role: 'utility-device' },
  },
];
const answers = {
  'app-protocol': Buffer.from(
    encodeV2gtp(
      payloadTypes.sap,
      encodeMessage('sap', {
        supportedAppProtocolRes: { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 },
      }),
    ),
  ),
  http: Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
  ticket: Buffer.alloc(0),
  none: Buffer.alloc(0),
} as const;

const crowds = all.filter(({ profile }) => only.length === 0 || only.includes(profile));
let good = 0;
console.log(`${vehicles} vehicles at the same moment; times in ms between one-sided 95 % bounds`);
for (const crowd of crowds) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-crowd-'));
  try {
    good += await measure(crowd, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
console.log(`crowds ${good} of ${2 * crowds.length}`);
process.exitCode = good === 2 * crowds.length ? 0 : 1;

/** Both kinds of session against a server of the profile; resolves with how many of the two were as they should be. */
async function measure(crowd: Crowd, folder: string): Promise<number> {
  const pki = await mintLabPki({ curve: crowd.curve });
  const end = crowd.server(pki);
  const issuer = crowd.issuer?.of(pki);
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const root = file('root.pem', rootPem(end));
  const clientRoot = file('client-root.pem', rootPem(issuer ?? end));
  const began = performance.now();
  const list =
    issuer === undefined || crowd.issuer === undefined
      ? undefined
      : writeVehicleList({ issuer, role: crowd.issuer.role, count: vehicles, folder: join(folder, 'vehicles') });
  const minted =
    list === undefined ? '' : `, certificates minted in ${((performance.now() - began) / 1000).toFixed(1)} s`;
  console.log(`\n${crowd.profile}${minted}`);
  const main = fileURLToPath(new URL('./tls-load/crowd-server-main.js', import.meta.url));
  const words = [crowd.profile, file('chain.pem', chainPem(end)), file('key.pem', privateKeyPem(end)), clientRoot];
  let seen: ((line: string) => void) | undefined;
  const server = await spawnProcess([process.execPath, main, ...words, answers[crowd.exchange].toString('hex')], {
    name: 'crowd server',
    stdin: 'pipe',
    ready: /^ready \d+$/,
    onLine: (line) => {
      if (line.startsWith('seen ')) seen?.(line);
    },
    log: join(folder, 'server.log'),
  });
  let good = 0;
  try {
    for (const session of ['full', 'resumed'] as const) {
      const { levels } = await measureTlsLoad({
        plan: {
          host: '127.0.0.1',
          port: Number(server.readyLine?.split(' ')[1]),
          roots: [root],
          profile: crowd.profile,
          exchange: crowd.exchange,
          ...(list === undefined ? {} : { vehicles: list }),
          levels: [vehicles],
          handshakes: vehicles,
          session,
          timeoutMs: 300_000,
        },
        near: (argv, options) =>
          spawnProcess(argv, { ...options, name: 'tls-load', log: join(folder, 'tls-load.log') }),
        clock: systemClock,
        folder,
        serverCpu: () => readServerCpu((argv) => runCommand(argv), [server.pid]),
      });
      const told = new Promise<string>((resolve) => {
        seen = resolve;
      });
      server.write('?\n');
      const [, certificates, memory] = (await told).split(' ').map(Number);
      const [level] = levels;
      tell(session, level!, { certificates: list === undefined ? undefined : certificates, memory });
      const ownSessions = session === 'full' ? level!.resumed === 0 : level!.resumed === vehicles;
      const ownCertificates = list === undefined || certificates === vehicles;
      if (level!.failures === 0 && level!.together === vehicles && ownSessions && ownCertificates) good++;
    }
  } finally {
    await server.kill();
  }
  return good;
}

function tell(
  session: string,
  level: LevelResult,
  server: { readonly certificates: number | undefined; readonly memory: number | undefined },
): void {
  const { high } = clopperPearson(level.failures, level.handshakes);
  const times = [50, 95, 99].map((p) => {
    const found = percentileOf(level.timesMs, p);
    if (!found.claimable) return `p${p} not claimable`;
    return `p${p} ${found.estimate.toFixed(0)} (${found.lower?.toFixed(0) ?? '-'} to ${found.upper.toFixed(0)})`;
  });
  console.log(
    `  ${session.padEnd(8)} ${level.handshakes} handshakes, ${level.failures} failed (at most ${(100 * high).toFixed(2)} %), ${level.resumed} resumed, ${level.together} open together`,
  );
  console.log(
    `           ${times.join(', ')}; ${level.wallSeconds.toFixed(1)} s, ${level.perSecond.toFixed(0)} a second`,
  );
  const shown = server.certificates === undefined ? '' : `, ${server.certificates} certificates seen`;
  console.log(
    `           generator ${level.memoryMiB?.toFixed(0)} MiB, server ${server.memory} MiB${shown}; limit: ${level.bottleneck.limit}`,
  );
  for (const [cause, count] of Object.entries(level.causes)) console.log(`           ${count} x ${cause}`);
}
