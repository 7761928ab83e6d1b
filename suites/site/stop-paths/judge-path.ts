import { judge } from '../../../src/judge/judge.js';
import { fewestForPercentile, percentileOf } from '../../../src/judge/order-statistic.js';
import { limitText } from '../../../src/judge/rules/limit-text.js';
import type { SpecRow } from '../../../src/judge/spec-row.js';
import type { Measured } from '../../../src/probes/measured.js';
import { type Breach, breachOf } from '../../../src/probes/stop-response/breach.js';
import type { StopMeasured } from '../../../src/probes/stop-response/measure-stop.js';
import { stopFaults } from '../../../src/probes/stop-response/stop-faults.js';
import {
  type MeasuredTrial,
  type MeterFacts,
  type StopTrial,
  shownTrials,
} from '../../../src/probes/stop-response/stop-measurement.js';
import { type StopPathId, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';
import { stopQuantities } from '../../../src/probes/stop-response/stop-quantities.js';
import type { NewEvent, StopPathMeasured, StopYardstick } from '../../../src/record/events.js';
import type { SiteContext } from '../site-case.js';
import { type Declared, mustEnd, rowsOnPath } from './yardsticks.js';

type PathEvent = NewEvent & { readonly type: 'stop-path' };
const claimed = [95, 99] as const;
const confidence = 0.95;

/**
 * Holds the measurements of a stop path against every yardstick that applies to it, each on its own pair of clocks, and
 * records the whole: distribution, claims about p95 and p99, breach. The verdict of a yardstick is that of all trials.
 */
export function judgePath(
  context: SiteContext,
  path: StopPathId,
  measured: StopMeasured,
  meter: MeterFacts,
  declared: Declared,
): readonly StopYardstick[] {
  const { run } = context;
  const yardsticks: StopYardstick[] = [];
  for (const measurement of measured.measurements) {
    const applied = rowsOnPath(run.rowsOf(measurement.id), path, declared);
    if (applied.length === 0) {
      run.record({ type: 'measurement', caseId: run.caseId, measurement });
      continue;
    }
    const borrowed = applied.filter((one) => one.borrowed).map(({ row }) => row.standard);
    const caveats = [...(measurement.caveats ?? []), ...borrowedWords(borrowed)];
    const judgements = run.judge(
      { ...measurement, caveats },
      applied.map(({ row }) => row),
    );
    for (const [index, { verdict, reason }] of judgements.entries()) {
      const { row, borrowed: isBorrowed } = applied[index]!;
      const limitS = limitSeconds(row);
      const breach = limitS === undefined ? undefined : worstBreach(measured, row, limitS);
      yardsticks.push({
        row: row.id,
        profile: row.profile ?? row.standard,
        standard: row.standard,
        fromMemory: row.fromMemory === true,
        borrowed: isBorrowed,
        pair: pairOf(measurement),
        limit: limitText(row),
        ...(limitS === undefined ? {} : { limitS }),
        verdict,
        reason,
        claims: isPair(measurement.id) ? claimed.map((p) => ({ p, ...claim(row, measurement, p) })) : [],
        ...(breach === undefined ? {} : { breach }),
      });
    }
  }
  const event: PathEvent = {
    type: 'stop-path',
    caseId: run.caseId,
    path,
    title: stopPathFacts(path).title,
    ...seriesFacts(measured, meter),
    yardsticks,
    faults: faultsOf(measured.trials, path, mustEnd(path, declared)),
  };
  run.record(event);
  return yardsticks;
}

function claim(row: SpecRow, measurement: Measured, percentile: number) {
  if (measurement.unavailable !== undefined) return { verdict: 'inconc', reason: measurement.unavailable } as const;
  const { verdict, reason } = judge({ ...row, decisionRule: 'order-statistic', percentile }, measurement);
  return { verdict, reason };
}

function seriesFacts(
  { trials, plan, measurements }: StopMeasured,
  meter: MeterFacts,
): Pick<StopPathMeasured, 'trials' | 'shown' | 'thresholdW' | 'holdMs' | 'meter' | 'pairs' | 'sampling'> {
  const shown = shownTrials(trials);
  const largest = (of: (trial: MeasuredTrial) => number) => round(1000 * Math.max(...shown.map(of)));
  return {
    trials: trials.length,
    shown: shown.length,
    thresholdW: plan.thresholdW,
    holdMs: plan.holdMs,
    meter: meter.name,
    ...(shown.length === 0
      ? {}
      : {
          sampling: {
            readingEveryMs: largest(({ analysis }) => analysis.sampling.medianSeconds),
            refreshMs: largest(({ analysis }) => analysis.sampling.refreshSeconds),
            longestGapMs: largest(({ analysis }) => analysis.longestGapSeconds),
          },
        }),
    pairs: measurements
      .filter(({ id, unavailable, n }) => isPair(id) && unavailable === undefined && (n ?? 0) > 0)
      .map((measurement) => pairFacts(measurement)),
  };
}

function pairFacts(measurement: Measured): StopPathMeasured['pairs'][number] {
  const samples = [...(measurement.samples ?? [])].sort((a, b) => a - b);
  const censored = measurement.censored ?? 0;
  const middle = samples[Math.ceil(samples.length / 2) - 1];
  const extremes =
    samples.length === 0 ? {} : { least: round(samples[0]!), median: round(middle!), most: round(samples.at(-1)!) };
  return {
    pair: pairOf(measurement),
    n: samples.length + censored,
    censored,
    ...extremes,
    ...(measurement.U === undefined ? {} : { U: round(measurement.U) }),
    percentiles: claimed.map((p) => percentileFacts(p, samples, censored)),
  };
}

function percentileFacts(p: number, samples: readonly number[], censored: number) {
  const found = percentileOf(samples, p, confidence, censored);
  const needsAtLeast = fewestForPercentile(p / 100, confidence);
  if (!found.claimable || !Number.isFinite(found.upper)) return { p, needsAtLeast };
  return { p, value: round(found.estimate), high: round(found.upper), needsAtLeast };
}

/** The longest time that power flowed after the limit, over all trials; a limit on the answer has none. */
function worstBreach({ trials, plan }: StopMeasured, row: SpecRow, limitS: number): StopYardstick['breach'] {
  if (row.quantity !== 'stop-effect' && row.quantity !== 'stop-issue-effect') return undefined;
  const breaches = shownTrials(trials).flatMap(({ analysis, trace }): Breach[] => {
    const { clocks } = analysis;
    const from = row.quantity === 'stop-effect' ? (clocks.deliver ?? clocks.issue) : clocks.issue;
    if (from === undefined) return [];
    const samples = trace.samples.filter(({ answered }) => clocks.release === undefined || answered < clocks.release);
    const breach = breachOf(samples, from, limitS, plan.thresholdW);
    return breach.seconds > 0 || breach.open ? [breach] : [];
  });
  if (breaches.length === 0) return undefined;
  return {
    seconds: round(Math.max(...breaches.map(({ seconds }) => seconds))),
    energyWh: round(Math.max(...breaches.map(({ energyWh }) => energyWh))),
    trials: breaches.length,
    open: breaches.some(({ open }) => open),
  };
}

function faultsOf(trials: readonly StopTrial[], path: StopPathId, mustStop: boolean): StopPathMeasured['faults'] {
  const byKind = new Map<string, { trials: number; example: string }>();
  for (const trial of trials) {
    if (trial.outcome !== 'measured') continue;
    for (const finding of stopFaults(trial.analysis.findings, path, mustStop)) {
      const known = byKind.get(finding.kind);
      if (known === undefined)
        byKind.set(finding.kind, { trials: 1, example: `trial ${trial.number}: ${finding.detail}` });
      else known.trials++;
    }
  }
  return [...byKind].map(([kind, facts]) => ({ kind, ...facts }));
}

function borrowedWords(standards: readonly string[]): string[] {
  if (standards.length === 0) return [];
  return [`borrowed yardsticks, their standards do not speak of this path: ${[...new Set(standards)].join('; ')}`];
}

function isPair(quantity: string): boolean {
  return Object.values(stopQuantities).some(({ id }) => id === quantity);
}

function pairOf(measurement: Measured): string {
  return Object.entries(stopQuantities).find(([, { id }]) => id === measurement.id)?.[0] ?? measurement.id;
}

function limitSeconds({ limit, unit }: SpecRow): number | undefined {
  if (typeof limit !== 'number') return undefined;
  return unit === 's' ? limit : unit === 'ms' ? limit / 1000 : undefined;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
