import type { StopAnalysis } from './analyse-stop.js';
import type { StopTrial } from './stop-measurement.js';
import { type StopClock, type StopPathId, stopPathFacts } from './stop-path.js';
import { TraceClock } from './trace-clock.js';

export interface StopMark {
  readonly x: number;
  readonly label: string;
  readonly clock: StopClock | 'lifted';
  /** Expanded uncertainty (k = 2) of x, s. */
  readonly U?: number;
}

export interface StopPlot {
  /** Seconds from delivery (from issue where nothing was delivered), W. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The clocks, in the same seconds, in their order in time. */
  readonly marks: readonly StopMark[];
  readonly origin: 'delivery' | 'issue';
}

const labels = {
  issue: 'issued',
  deliver: 'delivered',
  acknowledge: 'acknowledged',
  'first-effect': 'begins to fall',
  effect: 'effect',
  release: 'power is back',
} as const;

/** What is shown before the first and after the last clock: parts of the time between them, and at least so much, s. */
const before = { part: 0.5, least: 0.2 };
const behind = { part: 1, least: 0.5 };

/**
 * Power over time of one trial for the report, around its clocks. A long trace is thinned to its lowest and highest
 * reading in each of `buckets` steps, so that no spike is lost.
 */
export function stopPlot(trial: StopTrial, path: StopPathId, buckets = 500): StopPlot | undefined {
  if (trial.outcome !== 'measured') return undefined;
  const { stamps, analysis, trace } = trial;
  const clock = new TraceClock(trace);
  const origin = clock.moment(stamps.delivered ?? stamps.issued)?.ns;
  if (origin === undefined) return undefined;
  const x = (ns: bigint) => Number(ns - origin) / 1e9;
  const lifted = stamps.lifted === undefined ? undefined : clock.moment(stamps.lifted)?.ns;
  const U = uncertainties(analysis.intervals);
  const { clocks } = analysis;
  const isLoss = stopPathFacts(path).origin === 'loss';
  // Where the order has no way to travel one flag says both.
  const shown = Object.entries(clocks).filter(([name, ns]) => name !== 'deliver' || ns !== clocks.issue);
  const all = shown.map(([name, ns]): StopMark => {
    const clock = name as StopClock;
    return {
      x: x(ns),
      label: isLoss && clock === 'issue' ? 'lost' : labels[clock],
      clock,
      ...(U[clock] === undefined ? {} : { U: U[clock] }),
    };
  });
  if (lifted !== undefined) all.push({ x: x(lifted), label: 'lifted', clock: 'lifted' });
  const marks = all.sort((a, b) => a.x - b.x);
  const first = marks[0]?.x ?? 0;
  const last = marks.at(-1)?.x ?? 0;
  const from = first - Math.max(before.part * (last - first), before.least);
  const to = lastOfInterest(analysis, last, last + Math.max(behind.part * (last - first), behind.least));
  const points = trace.samples
    .map(({ answered, watts }) => [x(answered), watts] as const)
    .filter(([time]) => time >= from && time <= to);
  return { points: thinned(points, buckets), marks, origin: stamps.delivered === undefined ? 'issue' : 'delivery' };
}

/** Power that came back, or never went, is shown to the end. */
function lastOfInterest({ effect, rebounds }: StopAnalysis, last: number, usual: number): number {
  return effect === 'stopped' && rebounds === 0 ? Math.max(last, usual) : Number.POSITIVE_INFINITY;
}

/** Those of the clocks against delivery, where the plot has its zero. */
function uncertainties(intervals: StopAnalysis['intervals']): Partial<Record<StopClock, number>> {
  const pairs = {
    acknowledge: intervals['deliver-acknowledge'],
    'first-effect': intervals['deliver-first-effect'],
    effect: intervals['deliver-effect'] ?? intervals['issue-effect'],
  };
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([clock, interval]) => (interval === undefined ? [] : [[clock, interval.U]])),
  );
}

function thinned(
  points: readonly (readonly [number, number])[],
  buckets: number,
): readonly (readonly [number, number])[] {
  const size = Math.ceil(points.length / buckets);
  if (size <= 2) return points;
  const kept: (readonly [number, number])[] = [];
  for (let from = 0; from < points.length; from += size) {
    const part = points.slice(from, from + size);
    const low = part.reduce((best, point) => (point[1] < best[1] ? point : best));
    const high = part.reduce((best, point) => (point[1] > best[1] ? point : best));
    kept.push(...(low === high ? [low] : [low, high].sort((a, b) => a[0] - b[0])));
  }
  return kept;
}
