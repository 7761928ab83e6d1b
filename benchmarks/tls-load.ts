// npm run benchmark -- tls-load [PACED] [ROUNDS] [SECONDS]: our vehicles beside `openssl s_time` against the same
// `openssl s_server`, in turns, for P-256 and P-521; then servers of known speed, whose capacity must lie in the interval
// that is stated. Ends with `ratio R` and `covered C of N`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.js';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import type { Identity } from '../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../src/pki/lab-pki.js';
import type { LevelResult } from '../src/probes/tls-load/analyse-tls-load.js';
import { measureTlsLoad } from '../src/probes/tls-load/measure-tls-load.js';
import { nativeHelper } from '../src/probes/tls-load/native-helper.js';
import type { GeneratorKind } from '../src/probes/tls-load/tls-load-plan.js';
import { writeVehicleList } from '../src/probes/tls-load/vehicle-list.js';
import type { TlsProfile } from '../src/transport/tls-profiles.js';
import {
  type IdentityFiles,
  type Kind,
  type RateOfTool,
  sTime,
  startOpensslServer,
  writeIdentity,
} from './tls-load/openssl-tools.js';
import { measurePaced, type Pace } from './tls-load/paced-capacity.js';

const [paced = 40, rounds = 3, seconds = 3] = process.argv.slice(2).map(Number);
/** Servers of known speed that are measured at the same time; each uses a small part of a core. */
const lanes = 3;
const kinds: readonly Kind[] = [
  { name: 'P-256', curve: 'P-256', mutual: false },
  { name: 'P-521', curve: 'P-521', mutual: false },
  { name: 'P-256 mutual', curve: 'P-256', mutual: true },
  { name: 'P-521 mutual', curve: 'P-521', mutual: true },
];

const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
const near: Parameters<typeof measureTlsLoad>[0]['near'] = (argv, options) =>
  spawnProcess(argv, { ...options, name: 'tls-load', log: join(folder, 'tls-load.log') });

try {
  const ratios = await besideSTime();
  const { covered, claimed } = await knownSpeeds();
  for (const { kind, ratio } of ratios) console.log(`ratio ${kind.name} ${ratio.toFixed(2)}`);
  console.log(`${paced - claimed} of ${paced} refused: no knee, or the generator short of a core`);
  console.log(`covered ${covered} of ${claimed}`);
  const fast = ratios.every(({ ratio }) => ratio >= 0.9);
  process.exitCode = fast && covered >= 0.93 * claimed && claimed >= 0.9 * paced ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function besideSTime(): Promise<readonly { readonly kind: Kind; readonly ratio: number }[]> {
  const helper = nativeHelper();
  const who: GeneratorKind = helper.kind === 'there' ? 'native' : 'node';
  if (helper.kind === 'missing') console.log(`NO NATIVE GENERATOR (${helper.reason}): Node plays the vehicles`);
  console.log(
    `TLS 1.3 handshakes against one openssl s_server; medians of ${rounds} rounds in turns, one vehicle at a time`,
  );
  console.log(
    `${'certificates'.padEnd(14)}${'client'.padEnd(22)}${'a second'.padEnd(11)}${'us of CPU'.padEnd(11)}of s_time`,
  );
  const out: { kind: Kind; ratio: number }[] = [];
  for (const kind of kinds) {
    const { identities } = await labOf(kind.curve);
    const server = writeIdentity(folder, identities.secc);
    const client = clientOf(identities['oem-root']);
    const target = await startOpensslServer(kind, server, client.root, folder);
    const reference: RateOfTool[] = [];
    const ours: RateOfTool[] = [];
    for (let i = 0; i < rounds; i++) {
      reference.push(await sTime(target.port, kind, server, client, seconds));
      const many = Math.ceil(reference[0]!.perSecond * seconds);
      ours.push(ratesOf(await run(target.port, kind, server, client, who, 1, many)));
    }
    const base = median(reference);
    const crowd = ratesOf(await run(target.port, kind, server, client, who, 16, Math.ceil(base.perSecond * seconds)));
    const node = ratesOf(await run(target.port, kind, server, client, 'node', 1, Math.ceil(base.perSecond)));
    const word = kind.mutual
      ? ratesOf(await run(target.port, kind, server, client, who, 1, Math.ceil(base.perSecond), true))
      : undefined;
    await target.stop();
    const ratio = median(ours).perSecond / base.perSecond;
    print(kind, 'openssl s_time', base, base);
    print(kind, who, median(ours), base);
    print(kind, `${who}, 16 at once`, crowd, base);
    if (word !== undefined) print(kind, `${who}, hears server`, word, base);
    if (who !== 'node') print(kind, 'node', node, base);
    out.push({ kind, ratio });
  }
  console.log('');
  return out;
}

/** A vehicle right below its root: s_time sends the leaf alone, and counts handshakes that the server then refuses. */
function clientOf(issuer: Identity): IdentityFiles {
  const list = writeVehicleList({ issuer, role: 'vehicle', count: 1, folder: join(folder, issuer.curve) });
  const [chain = '', key = ''] = readFileSync(list, 'utf8').trim().split('\t');
  return { chain, key, root: writeIdentity(folder, issuer).root };
}

/**
 * What `s_server` was told to speak: one group, one kind of certificate. `strict`: the profile says that it is mutual, so
 * the plan insists on the server's word; s_time counts a mutual handshake before the server has looked at the client.
 */
function profileOf({ name, curve }: Kind, mutual: boolean): TlsProfile {
  return {
    name,
    source: 'benchmark',
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    ciphers: ['TLS_AES_256_GCM_SHA384'],
    groups: [curve],
    signatures: [curve === 'P-256' ? 'ecdsa_secp256r1_sha256' : 'ecdsa_secp521r1_sha512'],
    mutual,
    ocspStapling: false,
  };
}

async function run(
  port: number,
  kind: Kind,
  server: IdentityFiles,
  client: IdentityFiles,
  generator: GeneratorKind,
  vehicles: number,
  handshakes: number,
  strict = false,
): Promise<LevelResult> {
  const { levels } = await measureTlsLoad({
    plan: {
      host: '127.0.0.1',
      port,
      roots: [server.root],
      profile: profileOf(kind, strict),
      ...(kind.mutual ? { chain: client.chain, key: client.key, exchange: strict ? 'ticket' : 'none' } : {}),
      load: 'closed',
      levels: [vehicles],
      handshakes,
      generator,
      timeoutMs: 60_000,
    },
    near,
    clock: systemClock,
    folder,
  });
  const [level] = levels;
  if (level === undefined || level.failures > 0) throw new Error(JSON.stringify(level?.causes));
  return level;
}

function ratesOf(level: LevelResult): RateOfTool {
  const cpu = level.generator.load * level.wallSeconds;
  return { perSecond: level.perSecond, cpuUs: (1e6 * cpu) / level.handshakes };
}

/** The round in the middle, by rate. */
function median(list: readonly RateOfTool[]): RateOfTool {
  return [...list].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(list.length / 2)]!;
}

function print(kind: Kind, client: string, rate: RateOfTool, base: RateOfTool): void {
  const share = (rate.perSecond / base.perSecond).toFixed(2);
  const figures = `${rate.perSecond.toFixed(0).padEnd(11)}${rate.cpuUs.toFixed(0).padEnd(11)}`;
  console.log(`${kind.name.padEnd(14)}${client.padEnd(22)}${figures}${share}`);
}

async function labOf(curve: Identity['curve']): Promise<LabPki> {
  return mintLabPki({ curve });
}

async function knownSpeeds(): Promise<{ readonly covered: number; readonly claimed: number }> {
  const server = writeIdentity(folder, (await labOf('P-256')).identities.secc);
  const paces = Array.from({ length: paced }, (_, i): Pace => {
    return { perSecond: Math.round(40 * 1.07 ** (i % 20)), kind: i % 2 === 0 ? 'fixed' : 'random', seed: i + 1 };
  });
  console.log(`${paced} servers of known speed, closed load of 1, 8 and 16 vehicles`);
  console.log('pace      truth/s  measured/s  95 % interval     knee  limit');
  const queue = [...paces];
  let covered = 0;
  let claimed = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let pace = queue.shift(); pace !== undefined; pace = queue.shift()) {
        const plan = { load: 'closed', levels: [1, 8, 16], handshakes: 200 } as const;
        const { curve, levels } = await measurePaced(pace, server, plan, folder);
        const { capacity } = curve;
        const refused = capacity === undefined || curve.capacityIsLowerBound;
        const inside = !refused && capacity.low <= pace.perSecond && pace.perSecond <= capacity.high;
        if (!refused) claimed++;
        if (inside) covered++;
        console.log(
          [
            pace.kind.padEnd(10),
            String(pace.perSecond).padEnd(9),
            (capacity?.perSecond.toFixed(1) ?? '-').padEnd(12),
            (capacity === undefined ? '-' : `${capacity.low.toFixed(1)} - ${capacity.high.toFixed(1)}`).padEnd(18),
            String(curve.knee ?? '-').padEnd(6),
            levels.at(-1)?.bottleneck.limit ?? '-',
            refused ? '  REFUSED' : inside ? '' : '  OUTSIDE',
          ].join(''),
        );
      }
    }),
  );
  console.log('');
  return { covered, claimed };
}
