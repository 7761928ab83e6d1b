import type { BudgetTerm } from '../measured.js';
import { expandedUncertainty, fromExpanded, rectangular } from '../uncertainty-budget.js';
import type { PowerSample, PowerTrace } from './power-trace.js';
import type { Stamp, StopPlan, StopStamps } from './stop-plan.js';

/** A time from delivery to something, s, with its uncertainty budget (terms in s). */
export interface StopInterval {
  readonly seconds: number;
  /** Expanded uncertainty, k = 2, s. */
  readonly U: number;
  readonly budget: readonly BudgetTerm[];
}

export interface MeterQuality {
  /** Time between two values inside the meter, s: a reading can be this old. */
  readonly samplingSeconds: number;
  /** Expanded uncertainty of a reading, W. */
  readonly uncertaintyW: number;
}

/** What became of one stop. */
export interface StopAnalysis {
  /** Mean power before delivery, W. */
  readonly initialW: number;
  /** Mean power at the end of the trace, W. */
  readonly finalW: number;
  /**
   * `stopped`: below the threshold and staying. `partial`: fell, and stayed above. `none`: no lasting
   * fall. `not-discharging`, `no-trace`: nothing can be said, because no power flowed or too little was recorded.
   */
  readonly effect: 'stopped' | 'partial' | 'none' | 'not-discharging' | 'no-trace';
  readonly acknowledge?: StopInterval;
  readonly firstEffect?: StopInterval;
  readonly stop?: StopInterval;
  /** How often power came back above the threshold after it had been below. */
  readonly rebounds: number;
  /** Longest time without a reading after delivery, s. */
  readonly longestGapSeconds: number;
  readonly caveats: readonly string[];
}

/** Rate error of an undisciplined crystal, ppm. */
const clockRatePpm = 50;
/** How late a program's own stamp can be on a busy machine, s (measured: p99 4 ms with both cores busy). */
const processStampSeconds = 0.004;

const seconds = (ns: bigint) => Number(ns) / 1e9;

/**
 * Finds the effect of a stop in the trace of the independent meter. Pure. A crossing happened between the request of the
 * last reading on the one side and the answer of the first on the other, less what the meter itself lags: the middle is
 * the value, the width goes into the budget.
 */
export function analyseStop(trace: PowerTrace, stamps: StopStamps, plan: StopPlan, meter: MeterQuality): StopAnalysis {
  const caveats: string[] = [];
  const wall = stamps.delivered.clock === 'wall';
  const at = (sample: PowerSample) => (wall ? sample.wall : sample.answered);
  const delivered = stamps.delivered.ns;
  const before = trace.samples.filter(
    (one) => at(one) < delivered && at(one) >= delivered - BigInt(Math.round(plan.beforeMs * 1e6)),
  );
  const after = trace.samples.filter((one) => at(one) >= delivered);
  const acknowledge = acknowledgement(stamps);
  const common = { ...(acknowledge === undefined ? {} : { acknowledge }) };
  if (before.length < 3 || after.length < 3) {
    const detail = `${before.length} readings before delivery and ${after.length} after it`;
    return {
      ...common,
      initialW: Number.NaN,
      finalW: Number.NaN,
      effect: 'no-trace',
      rebounds: 0,
      longestGapSeconds: Number.NaN,
      caveats: [detail],
    };
  }
  const initialW = mean(before);
  const noise = deviation(before, initialW);
  const end = at(after.at(-1)!);
  const tail = after.filter((one) => at(one) > end - BigInt(Math.round(plan.beforeMs * 1e6)));
  const finalW = mean(tail);
  const started = delivered - (before.length > 0 ? at(before.at(-1)!) : delivered);
  const longestGapSeconds = longestGap(after, at, delivered, seconds(started));
  const facts = { ...common, initialW, finalW, longestGapSeconds };
  if (Math.abs(initialW) < plan.minimumW)
    return {
      ...facts,
      effect: 'not-discharging',
      rebounds: 0,
      caveats: [`only ${initialW.toFixed(0)} W flowed before the stop`],
    };

  // A fall counts once it is beyond noise, the meter's own uncertainty and 2 % of the power.
  const fall = Math.max(5 * noise, meter.uncertaintyW, 0.02 * Math.abs(initialW));
  const direction = Math.sign(initialW);
  const stillUp = (one: PowerSample) => direction * one.watts > Math.abs(initialW) - fall;
  const above = (one: PowerSample) => Math.abs(one.watts) > plan.thresholdW;
  const lastUp = after.findLastIndex(stillUp);
  const lastAbove = after.findLastIndex(above);
  const rebounds = after.filter((one, i) => i > 0 && above(one) && !above(after[i - 1]!)).length;
  if (rebounds > 0)
    caveats.push(`power came back above ${plan.thresholdW} W ${rebounds} times after it had been below`);
  const crossing = (last: number): StopInterval | undefined => {
    const below = after[last + 1];
    if (below === undefined) return undefined;
    const slope = slopeAround(after, at(below), at, meter);
    return crossed(after[last] ?? before.at(-1)!, below, slope, stamps.delivered, meter, wall);
  };
  // One low reading at the very end is no lasting fall.
  const begun = after.length - lastUp > 3 ? crossing(lastUp) : undefined;
  const stop = crossing(lastAbove);
  const held = stop === undefined ? 0 : seconds(end - at(after[lastAbove + 1]!));
  if (stop !== undefined && held * 1000 < plan.holdMs * 0.95)
    caveats.push(`the trace ends ${held.toFixed(2)} s after the effect, before the hold time of ${plan.holdMs} ms`);
  const stays = stop !== undefined && held * 1000 >= plan.holdMs * 0.95;
  // Power that was still rising has no level to fall from; it began to fall at the latest when it crossed the threshold.
  const firstEffect = begun ?? (stays ? stop : undefined);
  if (begun === undefined && stays)
    caveats.push('the beginning of the fall cannot be told from the power before; the threshold stands for it');
  // A trace cut short proves neither a stop nor the lack of one.
  const cut = !stays && seconds(end - delivered) * 1000 < plan.timeoutMs * 0.95;
  if (cut) caveats.push(`the trace ends ${seconds(end - delivered).toFixed(2)} s after delivery, before the time-out`);
  return {
    ...facts,
    effect: stays ? 'stopped' : cut ? 'no-trace' : firstEffect !== undefined ? 'partial' : 'none',
    ...(firstEffect === undefined ? {} : { firstEffect }),
    ...(stays ? { stop } : {}),
    rebounds,
    caveats,
  };
}

/** How steeply power falls around a moment, W/s: a flat fall makes the meter's uncertainty one of time. */
function slopeAround(
  after: readonly PowerSample[],
  moment: bigint,
  at: (sample: PowerSample) => bigint,
  meter: MeterQuality,
): number {
  const reach = Math.max(2 * meter.samplingSeconds, 0.05);
  const near = after.filter((one) => Math.abs(seconds(at(one) - moment)) <= reach).map(({ watts }) => watts);
  return (Math.max(...near) - Math.min(...near)) / (2 * reach);
}

function crossed(
  above: PowerSample,
  below: PowerSample,
  slope: number,
  delivered: Stamp,
  meter: MeterQuality,
  wall: boolean,
): StopInterval {
  // On the wall clock only the answer is stamped; the request lies as much earlier as on the monotonic one.
  const shift = wall ? below.wall - below.answered : 0n;
  const shiftAbove = wall ? above.wall - above.answered : 0n;
  const earliest = Math.max(0, seconds(above.asked + shiftAbove - delivered.ns) - meter.samplingSeconds);
  const latest = seconds(below.answered + shift - delivered.ns);
  const value = (earliest + latest) / 2;
  const budget = [
    rectangular('sampling of the power reading', Math.max(0, latest - earliest), 's'),
    ...(slope > 0 ? [fromExpanded('power reading, over the slope of the fall', meter.uncertaintyW / slope, 's')] : []),
    ...stampTerms('delivery', delivered),
    rectangular('clock rate', (2 * value * clockRatePpm) / 1e6, 's'),
  ];
  return { seconds: value, U: expandedUncertainty(budget), budget };
}

function acknowledgement({ delivered, acknowledged }: StopStamps): StopInterval | undefined {
  if (acknowledged === undefined || acknowledged.clock !== delivered.clock) return undefined;
  const value = seconds(acknowledged.ns - delivered.ns);
  const budget = [
    ...stampTerms('delivery', delivered),
    ...stampTerms('acknowledgement', acknowledged),
    rectangular('clock rate', (2 * Math.abs(value) * clockRatePpm) / 1e6, 's'),
  ];
  return { seconds: value, U: expandedUncertainty(budget), budget };
}

function stampTerms(name: string, stamp: Stamp): BudgetTerm[] {
  const resolution = rectangular(`resolution of the ${name} stamp`, stamp.resolutionNs / 1e9, 's');
  if (stamp.source === 'capture') return [resolution];
  return [resolution, rectangular(`${name} stamped by a program, not by the capture`, processStampSeconds, 's')];
}

function mean(samples: readonly PowerSample[]): number {
  return samples.reduce((sum, { watts }) => sum + watts, 0) / samples.length;
}

function deviation(samples: readonly PowerSample[], average: number): number {
  return Math.sqrt(
    samples.reduce((sum, { watts }) => sum + (watts - average) ** 2, 0) / Math.max(1, samples.length - 1),
  );
}

function longestGap(
  after: readonly PowerSample[],
  at: (sample: PowerSample) => bigint,
  from: bigint,
  first: number,
): number {
  let longest = first;
  let last = from;
  for (const sample of after) {
    longest = Math.max(longest, seconds(at(sample) - last));
    last = at(sample);
  }
  return longest;
}
