import type { StopTrial } from './stop-measurement.js';

export interface StopPlot {
  /** Seconds from delivery, W. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The four clocks, seconds from delivery. */
  readonly marks: readonly { readonly x: number; readonly label: string }[];
}

/**
 * Power over time of one trial for the report, from `beforeSeconds` before delivery on. A long trace is thinned to its
 * lowest and highest reading in each of `buckets` steps, so that no spike is lost.
 */
export function stopPlot(trial: StopTrial, beforeSeconds = 1, buckets = 500): StopPlot | undefined {
  if (trial.outcome !== 'measured') return undefined;
  const { stamps, analysis, trace } = trial;
  const wall = stamps.delivered.clock === 'wall';
  const x = (ns: bigint) => Number(ns - stamps.delivered.ns) / 1e9;
  const all = trace.samples
    .map(({ answered, wall: onWall, watts }) => [x(wall ? onWall : answered), watts] as const)
    .filter(([time]) => time >= -beforeSeconds);
  const marks = [{ x: 0, label: 'delivered' }];
  if (stamps.issued.clock === stamps.delivered.clock) marks.unshift({ x: x(stamps.issued.ns), label: 'issued' });
  if (analysis.acknowledge !== undefined) marks.push({ x: analysis.acknowledge.seconds, label: 'acknowledged' });
  if (analysis.stop !== undefined) marks.push({ x: analysis.stop.seconds, label: 'effect' });
  return { points: thinned(all, buckets), marks };
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
