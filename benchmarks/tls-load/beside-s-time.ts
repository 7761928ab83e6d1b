import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import type { Identity } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import type { LevelResult } from '../../src/probes/tls-load/analyse-tls-load.js';
import { measureTlsLoad } from '../../src/probes/tls-load/measure-tls-load.js';
import { nativeHelper } from '../../src/probes/tls-load/native-helper.js';
import type { GeneratorKind } from '../../src/probes/tls-load/tls-load-plan.js';
import { writeVehicleList } from '../../src/probes/tls-load/vehicle-list.js';
import type { TlsProfile } from '../../src/transport/tls-profiles.js';
import {
  type IdentityFiles,
  type Kind,
  type RateOfTool,
  sTime,
  startOpensslServer,
  writeIdentity,
} from './openssl-tools.js';

/** What is compared: TLS 1.3 and 1.2, both curves, without and with a certificate of the client. */
const kinds: readonly Kind[] = [
  { name: '1.3 P-256', curve: 'P-256', version: 'TLSv1.3', mutual: false },
  { name: '1.3 P-521', curve: 'P-521', version: 'TLSv1.3', mutual: false },
  { name: '1.2 P-256', curve: 'P-256', version: 'TLSv1.2', mutual: false },
  { name: '1.2 P-521', curve: 'P-521', version: 'TLSv1.2', mutual: false },
  { name: '1.3 P-256 mutual', curve: 'P-256', version: 'TLSv1.3', mutual: true },
  { name: '1.3 P-521 mutual', curve: 'P-521', version: 'TLSv1.3', mutual: true },
];

export interface Ratio {
  readonly kind: Kind;
  /** Our handshakes a second over those of `openssl s_time`: medians of rounds in turns. */
  readonly ratio: number;
}

/** Our vehicles beside `openssl s_time` against one `openssl s_server` for each kind. @param seconds of a round */
export async function besideSTime(rounds: number, seconds: number, folder: string): Promise<readonly Ratio[]> {
  const helper = nativeHelper();
  const who: GeneratorKind = helper.kind === 'there' ? 'native' : 'node';
  if (helper.kind === 'missing') console.log(`NO NATIVE GENERATOR (${helper.reason}): Node plays the vehicles`);
  console.log(`handshakes against one openssl s_server; medians of ${rounds} rounds in turns, one vehicle at a time`);
  console.log(
    `${'TLS, certificates'.padEnd(20)}${'client'.padEnd(22)}${'a second'.padEnd(11)}${'us of CPU'.padEnd(11)}of s_time`,
  );
  const out: Ratio[] = [];
  for (const kind of kinds) out.push({ kind, ratio: await oneKind(kind, who, rounds, seconds, folder) });
  console.log('');
  return out;
}

async function oneKind(
  kind: Kind,
  who: GeneratorKind,
  rounds: number,
  seconds: number,
  folder: string,
): Promise<number> {
  const { identities } = await mintLabPki({ curve: kind.curve });
  const server = writeIdentity(folder, identities.secc);
  const client = clientOf(identities['oem-root'], folder);
  const target = await startOpensslServer(kind, server, client.root, folder);
  const go = (generator: GeneratorKind, vehicles: number, handshakes: number, strict = false) =>
    run({ port: target.port, kind, server, client, generator, vehicles, handshakes, strict, folder });
  const reference: RateOfTool[] = [];
  const ours: RateOfTool[] = [];
  for (let i = 0; i < rounds; i++) {
    reference.push(await sTime(target.port, kind, server, client, seconds, folder));
    ours.push(await go(who, 1, Math.ceil(reference[0]!.perSecond * seconds)));
  }
  const base = median(reference);
  const second = Math.ceil(base.perSecond);
  const crowd = await go(who, 16, second * seconds);
  const word = kind.mutual ? await go(who, 1, second, true) : undefined;
  const node = who === 'node' ? undefined : await go('node', 1, Math.ceil(second / 2));
  await target.stop();
  print(kind, 'openssl s_time', base, base);
  print(kind, who, median(ours), base);
  print(kind, `${who}, 16 at once`, crowd, base);
  if (word !== undefined) print(kind, `${who}, hears server`, word, base);
  if (node !== undefined) print(kind, 'node', node, base);
  return median(ours).perSecond / base.perSecond;
}

/** A vehicle right below its root: s_time sends the leaf alone, and counts handshakes that the server then refuses. */
function clientOf(issuer: Identity, folder: string): IdentityFiles {
  const list = writeVehicleList({ issuer, role: 'vehicle', count: 1, folder: join(folder, issuer.curve) });
  const [chain = '', key = ''] = readFileSync(list, 'utf8').trim().split('\t');
  return { chain, key, root: writeIdentity(folder, issuer).root };
}

/**
 * What `s_server` was told to speak: one group, one kind of certificate. `strict`: the profile says that it is mutual, so
 * the plan insists on the server's word; s_time counts a mutual handshake before the server has looked at the client.
 */
function profileOf({ name, curve, version }: Kind, mutual: boolean): TlsProfile {
  const hash = curve === 'P-256' ? 'secp256r1_sha256' : 'secp521r1_sha512';
  return {
    name,
    source: 'benchmark',
    minVersion: version,
    maxVersion: version,
    ciphers: [version === 'TLSv1.3' ? 'TLS_AES_256_GCM_SHA384' : 'ECDHE-ECDSA-AES256-GCM-SHA384'],
    groups: [curve],
    signatures: [`ecdsa_${hash}`],
    mutual,
    ocspStapling: false,
  };
}

interface Run {
  readonly port: number;
  readonly kind: Kind;
  readonly server: IdentityFiles;
  readonly client: IdentityFiles;
  readonly generator: GeneratorKind;
  readonly vehicles: number;
  readonly handshakes: number;
  readonly strict: boolean;
  readonly folder: string;
}

/** @throws Error when a handshake failed */
async function run(o: Run): Promise<RateOfTool> {
  const { kind, client, strict, folder } = o;
  const near: Parameters<typeof measureTlsLoad>[0]['near'] = (argv, options) =>
    spawnProcess(argv, { ...options, name: 'tls-load', log: join(folder, 'tls-load.log') });
  const { levels } = await measureTlsLoad({
    plan: {
      host: '127.0.0.1',
      port: o.port,
      roots: [o.server.root],
      profile: profileOf(kind, strict),
      ...(kind.mutual ? { chain: client.chain, key: client.key, exchange: strict ? 'ticket' : 'none' } : {}),
      load: 'closed',
      levels: [o.vehicles],
      handshakes: o.handshakes,
      generator: o.generator,
      timeoutMs: 60_000,
    },
    near,
    clock: systemClock,
    folder,
  });
  const [level] = levels;
  if (level === undefined || level.failures > 0) throw new Error(JSON.stringify(level?.causes));
  return ratesOf(level);
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
  console.log(`${kind.name.padEnd(20)}${client.padEnd(22)}${figures}${share}`);
}
