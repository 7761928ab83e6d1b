import type { StopTrial } from './stop-measurement.js';
import { TraceClock } from './trace-clock.js';

export interface StopPlot {
  /** Seconds from delivery (from issue where nothing was delivered), W. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The clocks, in the same seconds, in their order in time. */
  readonly marks: readonly { readonly x: number; readonly label: string }[];
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

/**
 * Power over time of one trial for the report, from `beforeSeconds` before the first clock to as long after the last
 * one as the part before. A long trace is thinned to its lowest and highest reading in each of `buckets` steps, so that
 * no spike is lost.
 */
export function stopPlot(trial: StopTrial, beforeSeconds = 0.5, buckets = 500): StopPlot | undefined {
  if (trial.outcome !== 'measured') return undefined;
  const { stamps, analysis, trace } = trial;
  const clock = new TraceClock(trace);
  const origin = clock.moment(stamps.delivered ?? stamps.issued)?.ns;
  if (origin === undefined) return undefined;
  const x = (ns: bigint) => Number(ns - origin) / 1e9;
  const lifted = stamps.lifted === undefined ? undefined : clock.moment(stamps.lifted)?.ns;
  const all: { x: number; label: string }[] = Object.entries(analysis.clocks).map(([name, ns]) => ({
    x: x(ns),
    label: labels[name as keyof typeof labels],
  }));
  if (lifted !== undefined) all.push({ x: x(lifted), label: 'lifted' });
  const marks = all.sort((a, b) => a.x - b.x);
  const from = (marks[0]?.x ?? 0) - beforeSeconds;
  const points = trace.samples
    .map(({ answered, watts }) => [x(answered), watts] as const)
    .filter(([time]) => time >= from);
  return { points: thinned(points, buckets), marks, origin: stamps.delivered === undefined ? 'issue' : 'delivery' };
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
