import type { Measured } from '../measured.js';
import { fromExpanded } from '../uncertainty-budget.js';
import type { MeterQuality, StopAnalysis } from './analyse-stop.js';
import type { MeterSource } from './power-reader.js';
import type { PowerTrace } from './power-trace.js';
import type { StopInterval } from './stop-interval.js';
import { type ClockPair, type StopPathFacts, type StopPathId, stopPathFacts } from './stop-path.js';
import type { StopPlan, StopStamps } from './stop-plan.js';
import { stopQuantities } from './stop-quantities.js';

/** The independent meter: where it is and what is known about it. */
export interface MeterFacts extends MeterQuality {
  /** Make, type, serial, or "simulated ...". */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
  readonly source: MeterSource;
  readonly serial?: string;
  /** ISO date. */
  readonly calibrationDue?: string;
}

/** One stop: measured, or without power that could be stopped. */
export type StopTrial = {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the power trace. */
  readonly evidence: string;
} & (
  | {
      readonly outcome: 'measured';
      readonly stamps: StopStamps;
      readonly analysis: StopAnalysis;
      readonly trace: PowerTrace;
    }
  | { readonly outcome: 'no-power' }
);

export type MeasuredTrial = StopTrial & { readonly outcome: 'measured' };

export interface StopSeries {
  readonly path: StopPathId;
  readonly plan: StopPlan;
  readonly meter: MeterFacts;
  /** ISO 8601. */
  readonly takenAt: string;
}

/** The trials that show whether the stop worked: power flowed, and enough was read. */
export function shownTrials(trials: readonly StopTrial[]): readonly MeasuredTrial[] {
  return trials.filter(
    (trial): trial is MeasuredTrial =>
      trial.outcome === 'measured' &&
      trial.analysis.effect !== 'not-discharging' &&
      trial.analysis.effect !== 'no-trace',
  );
}

/**
 * The intervals of all trials as measurements, one a pair of clocks, each with every single trial in `samples`, those
 * in which it should have ended and did not in `censored`, and the uncertainty of the least certain one. Trials in which
 * no power flowed show nothing and are named.
 */
export function stopMeasurements(trials: readonly StopTrial[], series: StopSeries): readonly Measured[] {
  const shown = shownTrials(trials);
  const caveats = trials.flatMap(remarks);
  const facts: StopPathFacts = stopPathFacts(series.path);
  const intervals = facts.pairs.map((pair) => measurementOf(pair, trials, shown, caveats, series));
  return [...intervals, remainingPower(trials, shown, caveats, series)];
}

function measurementOf(
  pair: ClockPair,
  trials: readonly StopTrial[],
  shown: readonly MeasuredTrial[],
  caveats: readonly string[],
  { path, plan, meter, takenAt }: StopSeries,
): Measured {
  const counted = shown.filter((trial) => isDue(pair, trial, path));
  const intervals = counted.map(({ analysis }) => analysis.intervals[pair]).filter((one) => one !== undefined);
  const widest = intervals.reduce<StopInterval | undefined>(
    (most, one) => (most === undefined || one.U > most.U ? one : most),
    undefined,
  );
  const { id, title } = stopQuantities[pair];
  const why = caveats[0] ?? (trials.length === 0 ? 'no trial was made' : `no trial shows ${title}`);
  return {
    id,
    value: intervals.length === 0 ? undefined : Math.max(...intervals.map((one) => one.seconds)),
    ...(counted.length === 0 ? { unavailable: why } : {}),
    unit: 's',
    n: counted.length,
    samples: intervals.map((one) => one.seconds),
    censored: counted.length - intervals.length,
    ...(widest === undefined ? {} : { U: widest.U, budget: widest.budget }),
    labels: {
      path,
      'path-title': stopPathFacts(path).title,
      pair,
      trials: String(trials.length),
      'threshold-W': String(plan.thresholdW),
      'hold-ms': String(plan.holdMs),
      ...samplingLabels(shown),
    },
    method: title,
    evidence: trials.map(({ evidence }) => evidence),
    caveats,
    instrument: instrumentOf(meter),
    takenAt,
  };
}

/** What still flows once a stop has had its effect, or its time: the largest of all trials. */
function remainingPower(
  trials: readonly StopTrial[],
  shown: readonly MeasuredTrial[],
  caveats: readonly string[],
  { path, plan, meter, takenAt }: StopSeries,
): Measured {
  const watts = shown.map(({ analysis }) => Math.abs(analysis.finalW));
  return {
    id: 'stop-remaining',
    value: watts.length === 0 ? undefined : Math.max(...watts),
    ...(watts.length === 0 ? { unavailable: caveats[0] ?? 'no trial was made' } : {}),
    unit: 'W',
    n: watts.length,
    samples: watts,
    U: meter.uncertaintyW,
    budget: [fromExpanded('reading of the meter', meter.uncertaintyW, 'W')],
    labels: { path, 'path-title': stopPathFacts(path).title, trials: String(trials.length) },
    method: `mean power of the last ${plan.beforeMs} ms before the stop was lifted or the readings ended, either direction`,
    evidence: trials.map(({ evidence }) => evidence),
    caveats,
    instrument: instrumentOf(meter),
    takenAt,
  };
}

function instrumentOf({ name, serial, calibrationDue }: MeterFacts): NonNullable<Measured['instrument']> {
  return {
    name,
    ...(serial === undefined ? {} : { serial }),
    ...(calibrationDue === undefined ? {} : { calibrationDue }),
  };
}

/** Whether a trial must show this pair: one that should be there and is not counts as never arrived. */
function isDue(pair: ClockPair, { stamps, analysis }: MeasuredTrial, path: StopPathId): boolean {
  if (pair === 'deliver-acknowledge') return stopPathFacts(path).acknowledgeClock !== undefined;
  // Not a time that must end: it says something only where both ends are there.
  if (pair === 'acknowledge-effect') return analysis.intervals[pair] !== undefined;
  if (pair === 'restore-release') return stamps.lifted !== undefined;
  return true;
}

function samplingLabels(shown: readonly MeasuredTrial[]): Record<string, string> {
  if (shown.length === 0) return {};
  const most = (of: (analysis: StopAnalysis) => number) => Math.max(...shown.map(({ analysis }) => of(analysis)));
  return {
    'reading-every-ms': milliseconds(most(({ sampling }) => sampling.medianSeconds)),
    'meter-refresh-ms': milliseconds(most(({ sampling }) => sampling.refreshSeconds)),
    'longest-gap-ms': milliseconds(most(({ longestGapSeconds }) => longestGapSeconds)),
  };
}

function milliseconds(seconds: number): string {
  return String(Number((1000 * seconds).toPrecision(3)));
}

function remarks(trial: StopTrial): readonly string[] {
  const { number } = trial;
  if (trial.outcome === 'no-power') return [`trial ${number} shows nothing: no power flowed that could be stopped`];
  const { effect, findings, caveats } = trial.analysis;
  const lost = effect === 'not-discharging' || effect === 'no-trace' ? [`trial ${number} shows nothing`] : [];
  return [...lost, ...[...findings.map(({ detail }) => detail), ...caveats].map((text) => `trial ${number}: ${text}`)];
}
