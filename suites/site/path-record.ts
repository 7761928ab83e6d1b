import { dependentProportion } from '../../src/judge/dependent-proportion.js';
import type { DirectionLoss, LossResult } from '../../src/probes/loss/analyse-loss.js';
import type { LossFinding } from '../../src/probes/loss/loss-finding.js';
import { percentilesOf } from './percentiles.js';
import type { SiteContext } from './site-case.js';

/** What was odd about a measurement, each with its cause: the run went on. */
export function recordFindings({ run }: SiteContext, findings: readonly LossFinding[]): void {
  for (const { text } of findings) run.record({ type: 'warning', mark: 'anomaly', caseId: run.caseId, text });
}

/** One direction of a path for the report: counts, interval with n_eff, bursts, percentiles of delay. */
export function recordPath({ run }: SiteContext, result: LossResult, part: DirectionLoss, direction: string): void {
  if (part.unknown !== undefined || part.sent === 0) return;
  const known = part.indicators === undefined ? undefined : dependentProportion(part.indicators);
  run.record({
    type: 'path-result',
    caseId: run.caseId,
    path: result.path,
    direction,
    sent: part.sent,
    received: part.received,
    late: part.late,
    duplicated: part.duplicated,
    reordered: part.reordered,
    lossThresholdMs: result.thresholdMs,
    loss: part.lost / part.sent,
    ...(known === undefined ? {} : { lossInterval: known.interval }),
    ...(known?.lag1 === undefined ? {} : { autocorrelation: known.lag1, effectiveSamples: known.effectiveN }),
    ...(part.bursts === undefined
      ? {}
      : {
          bursts: Object.entries(part.bursts.histogram).map(([length, count]) => ({ length: Number(length), count })),
        }),
    ...(part.delaysMs === undefined ? {} : { delayMs: percentilesOf(part.delaysMs) }),
  });
  const { burstModel } = part;
  if (burstModel === undefined) return;
  const { p, r, meanBurst } = burstModel.gilbert;
  run.record({
    type: 'log',
    caseId: run.caseId,
    source: 'loss',
    level: 'info',
    text: `losses ${direction}: ${burstModel.kind} fits best; Gilbert p = ${p.toFixed(4)}, r = ${r.toFixed(3)}, mean burst ${meanBurst.toFixed(1)} probes`,
  });
}

const windowProbes = 50;

/** Loss in consecutive windows, %: shows whether it came evenly or in a spell. */
export function recordLossOverTime({ run }: SiteContext, { indicators }: DirectionLoss, direction: string): void {
  if (indicators === undefined) return;
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

/** Histogram of the delays of a direction. */
export function recordDelays({ run }: SiteContext, { delaysMs }: DirectionLoss, direction: string): void {
  if (delaysMs === undefined) return;
  const sorted = [...delaysMs].sort((a, b) => a - b);
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
    title: `delay ${direction}, without the slowest percent`,
    section: 'network',
    plot: { kind: 'histogram', x: { name: 'delay', unit: 'ms' }, bins },
  });
}
