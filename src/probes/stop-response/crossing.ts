import type { BudgetTerm } from '../measured.js';
import { fromExpanded, rectangular } from '../uncertainty-budget.js';
import type { PowerSample } from './power-trace.js';
import type { Moment } from './stop-interval.js';

/** What is known of the instrument where a level was crossed. */
export interface MeterQuality {
  /** Time between two values inside the meter, filters included, s: a reading can be this old. */
  readonly samplingSeconds: number;
  /** Expanded uncertainty of a reading, W. */
  readonly uncertaintyW: number;
}

export interface CrossingInput {
  /** In the order of time. The crossing lies after reading `above` and before reading `below`. */
  readonly samples: readonly PowerSample[];
  readonly above: number;
  readonly below: number;
  /** The earliest that it can have been, ns: nothing follows from a stop before it was given. */
  readonly notBefore: bigint;
  readonly meter: MeterQuality;
  /** Standard deviation of the readings while power should have been steady, W: power itself is not quite still. */
  readonly noiseW?: number;
  /** What the moment sought may lie before the crossing, s (the beginning of a fall that was seen only lower down). */
  readonly leadSeconds?: number;
}

const ns = (seconds: number) => BigInt(Math.round(seconds * 1e9));
const seconds = (value: bigint) => Number(value) / 1e9;

/**
 * When power crossed a level. The reading before it may be as old at its request as the meter is slow; the reading
 * after it was true at its answer at the latest. Nothing favours a moment between the two: the middle is the value, the
 * distribution is rectangular with that half-width (JCGM 100, 4.3.7). On a flat slope the uncertainty of the
 * reading itself becomes one of time.
 */
export function crossing(input: CrossingInput): Moment {
  const { samples, above, below, notBefore, meter, noiseW = 0, leadSeconds = 0 } = input;
  const before = samples[above];
  const after = samples[below]!;
  const oldest = before === undefined ? notBefore : before.asked - ns(meter.samplingSeconds + leadSeconds);
  const latest = after.answered > notBefore ? after.answered : notBefore;
  const earliest = oldest > notBefore ? oldest : notBefore;
  const half = (latest - earliest) / 2n;
  const slope = slopeAround(samples, after, meter);
  const terms: BudgetTerm[] = [
    rectangular(sampling(before, after, meter, leadSeconds), seconds(latest - earliest), 's'),
    ...(slope > 0 ? overSlope(slope, meter.uncertaintyW, noiseW) : []),
  ];
  return { ns: earliest + half, terms };
}

/** On a flat slope watts become seconds: those of the reading, and those by which power wavers around its course. */
function overSlope(slope: number, uncertaintyW: number, noiseW: number): BudgetTerm[] {
  const course = `${Number(slope.toPrecision(3))} W/s`;
  return [
    fromExpanded(`reading of the meter, at ${course}`, uncertaintyW / slope, 's'),
    {
      source: `unsteadiness of power, at ${course}`,
      u: noiseW / slope,
      evaluation: 'standard deviation before the stop',
    },
  ];
}

function sampling(
  before: PowerSample | undefined,
  after: PowerSample,
  { samplingSeconds }: MeterQuality,
  leadSeconds: number,
): string {
  const apart = before === undefined ? '' : `, readings ${milliseconds(seconds(after.answered - before.asked))} apart`;
  const lead = leadSeconds > 0 ? `, fall seen ${milliseconds(leadSeconds)} after its beginning` : '';
  return `sampling of power: a value up to ${milliseconds(samplingSeconds)} old${apart}${lead}`;
}

function milliseconds(value: number): string {
  return `${Number((1000 * value).toPrecision(3))} ms`;
}

/** How steeply power changes around a reading, W/s. */
export function slopeAround(samples: readonly PowerSample[], moment: PowerSample, meter: MeterQuality): number {
  const reach = Math.max(2 * meter.samplingSeconds, 0.05);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { answered, watts } of samples) {
    if (Math.abs(seconds(answered - moment.answered)) > reach) continue;
    low = Math.min(low, watts);
    high = Math.max(high, watts);
  }
  return (high - low) / (2 * reach);
}
