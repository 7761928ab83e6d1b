import { randomInt } from 'node:crypto';
import { effectiveSampleSize, lag1Autocorrelation } from '../../src/judge/dependence.js';
import { clopperPearson } from '../../src/judge/proportion.js';
import type { DirectionLoss } from '../../src/probes/loss/analyse-loss.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import { percentilesOf } from './percentiles.js';
import { adoptEvidence, evidenceName, judgeAll, type SiteContext, siteCase } from './site-case.js';

/** Sign-off: 1,200 probes a path and direction (design of the sampling plan). */
const probes = 1200;
const probesPerSecond = 200;
const lossThresholdMs = 1000;

siteCase(
  {
    id: 'SITE_PacketLoss_001',
    title: 'packet loss between vehicle and station, both directions',
    purpose:
      'Probes on a schedule that does not wait for answers show the loss on the mesh path, each direction for itself.',
    area: 'site: link',
    clause: 'RFC 7680, RFC 8762; deployment manual: packet loss',
    requirements: [],
    likelyCauses: ['multi-path interference', 'hidden nodes', 'too many hops'],
    nextStep: 'look at the bursts: single losses point at the air, long runs at a route that breaks',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const mesh = bench.interfaces['mesh'];
    if (mesh?.peerAddress === undefined || mesh.peerNamespace === undefined) {
      run.inconclusive('no reflector can be started at the far end of the mesh path of this bench');
      return;
    }
    const station = mesh.peerNamespace;
    run.step('test', `When ${probes} probes are sent at ${probesPerSecond} a second with Poisson spacing`);
    const measured = await measureLoss({
      plan: {
        path: 'vehicle - station',
        host: mesh.peerAddress,
        scope: mesh.name,
        ssid: randomInt(1, 65_536),
        count: probes,
        ratePerSecond: probesPerSecond,
        thresholdMs: lossThresholdMs,
      },
      near: (argv, options) => bench.spawn(mesh.namespace ?? 'vehicle', argv, options),
      far: (argv, options) => bench.spawn(station, argv, options),
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
    });
    for (const file of measured.files)
      await adoptEvidence(context, file, 'samples', 'probes sent and seen, one record an end');
    recordPath(context, measured.result.forward, 'to the station');
    recordPath(context, measured.result.backward, 'from the station');
    judgeAll(context, measured.measurements);
  },
);

function recordPath({ run }: SiteContext, part: DirectionLoss, direction: string): void {
  const r = part.indicators === undefined ? undefined : lag1Autocorrelation(part.indicators);
  const interval = clopperPearson(part.lost, part.sent);
  run.record({
    type: 'path-result',
    caseId: run.caseId,
    path: 'vehicle - station',
    direction,
    sent: part.sent,
    received: part.received,
    late: part.late,
    duplicated: part.duplicated,
    reordered: part.reordered,
    lossThresholdMs,
    loss: part.sent === 0 ? 0 : part.lost / part.sent,
    lossInterval: interval,
    ...(r === undefined ? {} : { autocorrelation: r, effectiveSamples: effectiveSampleSize(part.sent, r) }),
    ...(part.bursts === undefined
      ? {}
      : {
          bursts: Object.entries(part.bursts.histogram).map(([length, count]) => ({ length: Number(length), count })),
        }),
    ...(part.delaysMs === undefined ? {} : { delayMs: percentilesOf(part.delaysMs) }),
  });
  if (part.indicators !== undefined) recordLossOverTime(run, part.indicators, direction);
  if (part.delaysMs !== undefined) recordDelays(run, part.delaysMs, direction);
}

const windowProbes = 50;

/** Loss in consecutive windows, %: shows whether it came evenly or in a spell. */
function recordLossOverTime(run: SiteContext['run'], indicators: readonly number[], direction: string): void {
  const points: (readonly [number, number])[] = [];
  for (let from = 0; from + windowProbes <= indicators.length; from += windowProbes) {
    const lost = indicators.slice(from, from + windowProbes).reduce((sum, one) => sum + one, 0);
    points.push([from + windowProbes / 2, (100 * lost) / windowProbes]);
  }
  run.record({
    type: 'series',
    caseId: run.caseId,
    seriesId: `loss-over-time ${direction}`,
    title: `loss ${direction}, in windows of ${windowProbes} probes`,
    section: 'network',
    quantity: 'packet-loss',
    plot: {
      kind: 'line',
      x: { name: 'probe', unit: '1' },
      y: { name: 'loss', unit: '%' },
      lines: [{ name: direction, style: 'step', points }],
      limits: run
        .rowsOf('packet-loss')
        .flatMap(({ limit }) => (typeof limit === 'number' ? [{ y: limit, label: `limit ${limit} %` }] : [])),
    },
  });
}

const delayBins = 30;

function recordDelays(run: SiteContext['run'], delays: readonly number[], direction: string): void {
  const sorted = [...delays].sort((a, b) => a - b);
  // The slowest percent would squeeze all others into one bar.
  const top = sorted[Math.floor(sorted.length * 0.99)] ?? 1;
  const low = sorted[0] ?? 0;
  const width = Math.max((top - low) / delayBins, 1e-6);
  const bins = Array.from({ length: delayBins }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count: 0,
  }));
  for (const delay of sorted) {
    const bin = bins[Math.floor((delay - low) / width)];
    if (bin !== undefined) bin.count += 1;
  }
  run.record({
    type: 'series',
    caseId: run.caseId,
    seriesId: `delay ${direction}`,
    title: `one-way delay ${direction}, without the slowest percent`,
    section: 'network',
    plot: { kind: 'histogram', x: { name: 'delay', unit: 'ms' }, bins },
  });
}
