import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import type { LevelResult } from '../../src/probes/tls-load/analyse-tls-load.js';
import { isLowerBound } from '../../src/probes/tls-load/load-curve.js';
import { measureTlsLoad, type TlsLoadMeasured } from '../../src/probes/tls-load/measure-tls-load.js';
import { listenersOn, type RunAtServer, readServerCpu, type ServerCpu } from '../../src/probes/tls-load/server-cpu.js';
import type { TlsLoadPlanInput } from '../../src/probes/tls-load/tls-load-plan.js';
import { issuerOf, writeVehicleList } from '../../src/probes/tls-load/vehicle-list.js';
import type { TlsLevel } from '../../src/record/measured-events.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import { percentilesOf } from './percentiles.js';
import { adoptEvidence, evidenceName, type SiteContext } from './site-case.js';

/** What a case decides about its load; the rest is found on the bench. */
export type SiteLoad = Pick<TlsLoadPlanInput, 'levels' | 'handshakes' | 'load' | 'session' | 'timeoutMs'>;

/** The station as the load sees it. */
export interface LoadTarget {
  readonly plan: Pick<TlsLoadPlanInput, 'host' | 'scope' | 'port' | 'roots' | 'profile' | 'exchange'>;
  readonly serverCpu: () => Promise<ServerCpu | undefined>;
}

/** Finds the SECC by SDP, and its processes through the shell of the station. Inconclusive without TLS on the mesh. */
export async function loadTarget({ harness, run }: SiteContext): Promise<LoadTarget | undefined> {
  const { bench } = harness;
  const mesh = bench.interfaces['mesh'];
  const outcome =
    mesh === undefined ? undefined : await discoverSecc({ interface: mesh.name, security: 'tls', attempts: 5 });
  const secc = outcome?.secc;
  if (mesh === undefined || secc === undefined || secc.security !== 'tls') {
    run.inconclusive('no SECC offers TLS on the mesh interface');
    return undefined;
  }
  const iso20 = harness.variant.protocol === 'iso20';
  const folder = iso20 ? pkiP521(harness.pkiFolder) : harness.pkiFolder;
  return {
    plan: {
      host: secc.address,
      scope: mesh.name,
      port: secc.port,
      profile: iso20 ? 'iso15118-20' : 'iso15118-2',
      // Mutual TLS 1.3 is over for the client before the server has looked at its certificate: only an answer tells.
      exchange: iso20 ? 'app-protocol' : 'none',
      roots: [join(folder, 'v2g-root.cert.pem')],
    },
    serverCpu: await serverCpuOf(harness, secc.port),
  };
}

/** The gateway's processes: those that listen on the port, else the one that the bench started. */
async function serverCpuOf(harness: Harness, port: number): Promise<LoadTarget['serverCpu']> {
  const { bench } = harness;
  if (!bench.offers('host-shell')) return async () => undefined;
  const shell = bench.capability('host-shell');
  const at: RunAtServer = (argv) => shell.run(argv);
  const listening = await listenersOn(at, port);
  const started = bench.offers('gateway') ? (await bench.capability('gateway').state()).pid : undefined;
  const pids = listening.length > 0 || started === undefined ? listening : [started];
  return () => readServerCpu(at, pids);
}

/** A certificate for each vehicle where TLS is mutual: freshly minted, or the one that the site gave for all of them. */
export function vehicleCertificates(
  harness: Harness,
  count: number,
): Pick<TlsLoadPlanInput, 'vehicles' | 'chain' | 'key'> {
  if (harness.variant.protocol !== 'iso20') return {};
  const pki = pkiP521(harness.pkiFolder);
  const issuer = issuerOf(pki, 'oem-sub-ca2', 'oem-root');
  if (issuer === undefined) return { chain: join(pki, 'vehicle.chain.pem'), key: join(pki, 'vehicle.key.pem') };
  return { vehicles: writeVehicleList({ issuer, role: 'vehicle', count, folder: join(pki, 'vehicles') }) };
}

/** Carries out one load, keeps its record as evidence and tells every level. */
export async function measureSiteLoad(
  context: SiteContext,
  target: LoadTarget,
  load: SiteLoad,
  name: string,
): Promise<TlsLoadMeasured> {
  const { harness, run } = context;
  const mesh = harness.bench.interfaces['mesh'];
  const vehicles = load.load === 'open' ? 256 : Math.max(...(load.levels ?? [1]));
  const limits = run
    .rowsOf('tls-handshake-failures')
    .flatMap(({ limit }) => (typeof limit === 'number' ? [limit] : []));
  const measured = await measureTlsLoad({
    plan: { ...target.plan, ...vehicleCertificates(harness, vehicles), ...load },
    near: (argv, options) => harness.bench.spawn(mesh?.namespace ?? 'vehicle', argv, options),
    clock: systemClock,
    folder: harness.evidenceFolder,
    name,
    evidenceName: evidenceName(harness),
    serverCpu: target.serverCpu,
    failureLimit: Math.max(0, ...limits),
  });
  for (const file of measured.files)
    await adoptEvidence(context, file, 'samples', 'every handshake with its time or cause of failure');
  if (measured.generator.fallback !== undefined) {
    const text = `the native TLS generator is not there, so Node plays the vehicles, at a lower rate: ${measured.generator.fallback}`;
    run.record({ type: 'warning', caseId: run.caseId, mark: 'anomaly', text });
  }
  for (const level of measured.levels) recordLevel(context, level);
  recordCurve(context, measured);
  return measured;
}

function say({ run }: SiteContext, text: string): void {
  run.record({ type: 'log', caseId: run.caseId, source: 'tls load', level: 'info', text });
}

function recordLevel(context: SiteContext, level: LevelResult): void {
  const { run } = context;
  run.record({
    type: 'tls-level',
    caseId: run.caseId,
    concurrency: level.load === 'open' ? level.together : level.level,
    attempted: level.handshakes,
    completed: level.handshakes - level.failures,
    failures: Object.entries(level.causes).map(([reason, count]) => ({ reason, count })),
    latencyMs: percentilesOf(level.timesMs),
    handshakesPerS: level.perSecond,
    bottleneck: inReport(level),
  });
  const what =
    level.load === 'open' ? `${level.level.toFixed(1)} vehicles a second` : `${level.level} vehicles at once`;
  const rate = level.rate;
  const figures =
    rate === undefined ? '' : `; ${rate.perSecond.toFixed(0)}/s (${rate.low.toFixed(0)} to ${rate.high.toFixed(0)})`;
  const memory = level.memoryMiB === undefined ? '' : `; generator ${level.memoryMiB.toFixed(0)} MiB`;
  const who = `limit: ${level.bottleneck.limit}; ${level.bottleneck.reason}`;
  say(context, `${what}, ${level.load} load${figures}; ${level.wallSeconds.toFixed(1)} s${memory}; ${who}`);
}

/** The report knows four answers; where both had time to spare nobody was the bottleneck. */
function inReport({ bottleneck }: LevelResult): NonNullable<TlsLevel['bottleneck']> {
  const { limit } = bottleneck;
  return limit === 'neither' || limit === 'not-generator' ? 'unknown' : limit;
}

function recordCurve(context: SiteContext, { curve, generator, levels }: TlsLoadMeasured): void {
  const unit = levels[0]?.load === 'open' ? 'vehicles a second' : 'vehicles at once';
  say(context, `vehicles were played by ${generator.kind} (${generator.library})`);
  if (curve.knee !== undefined) say(context, `knee of the curve at ${Number(curve.knee.toFixed(1))} ${unit}`);
  const { capacity } = curve;
  if (capacity === undefined) return;
  const bound = isLowerBound(curve) ? ', at least: the gateway was not the only limit' : '';
  const interval = `${capacity.low.toFixed(1)} to ${capacity.high.toFixed(1)}`;
  say(context, `capacity ${capacity.perSecond.toFixed(1)} handshakes a second, 95 % interval ${interval}${bound}`);
}
