import { type CrossingInput, crossing, type MeterQuality, slopeAround } from './crossing.js';
import { type Bracket, countRebounds, deviation, firstFall, lastFall, longestGap, mean, rise } from './fall.js';
import type { PowerSample, PowerTrace } from './power-trace.js';
import { type SamplingFacts, samplingFacts } from './sampling-facts.js';
import type { StopFinding } from './stop-finding.js';
import { stopFindings } from './stop-findings.js';
import { between, type Moment, type StopInterval, stampMoment } from './stop-interval.js';
import type { ClockPair, StopClock } from './stop-path.js';
import type { Stamp, StopPlan, StopStamps } from './stop-plan.js';
import { TraceClock } from './trace-clock.js';

export type { MeterQuality } from './crossing.js';

/**
 * `stopped`: below the threshold and staying. `partial`: fell, and stayed above. `returned`: was below, and came back.
 * `none`: no lasting fall. `not-discharging`, `no-trace`: nothing can be said, because no power flowed or too little was
 * recorded.
 */
export type StopEffect = 'stopped' | 'partial' | 'returned' | 'none' | 'not-discharging' | 'no-trace';

/** What became of one stop. */
export interface StopAnalysis {
  /** Mean power before the stop, W. */
  readonly initialW: number;
  /** Mean power at the end of what counts (before the stop was lifted), W. */
  readonly finalW: number;
  readonly effect: StopEffect;
  /** Every pair of clocks that this trial shows. */
  readonly intervals: Readonly<Partial<Record<ClockPair, StopInterval>>>;
  /** The clocks, ns on the monotonic clock of the trace. */
  readonly clocks: Readonly<Partial<Record<StopClock, bigint>>>;
  readonly findings: readonly StopFinding[];
  /** How often power came back above the threshold after it had been below. */
  readonly rebounds: number;
  /** Longest time without a reading after the stop, s. */
  readonly longestGapSeconds: number;
  readonly sampling: SamplingFacts;
  readonly caveats: readonly string[];
}

/** What a path lets expect, for the findings. */
export interface StopExpectations {
  /** An acknowledgement is missed when it does not come; default true. */
  readonly acknowledgement?: boolean;
  /** Power must come back once the stop is lifted; default: only when it was lifted. */
  readonly release?: boolean;
}

const seconds = (ns: bigint) => Number(ns) / 1e9;
const ms = (value: number) => BigInt(Math.round(value * 1e6));
/** A trace may end this much before its time, as a part of it: timers are not exact. */
const nearly = 0.95;

/**
 * Finds the effect of a stop in the trace of the independent meter, and the intervals between all clocks. Pure. Works on
 * the monotonic clock of the trace; stamps of captures are brought there through the readings.
 */
export function analyseStop(
  trace: PowerTrace,
  stamps: StopStamps,
  plan: StopPlan,
  meter: MeterQuality,
  expected: StopExpectations = {},
): StopAnalysis {
  const clock = new TraceClock(trace);
  const moments = stampMoments(stamps, clock);
  const start = (moments.deliver ?? moments.issue)?.ns ?? 0n;
  const lifted = moments.lifted?.ns;
  const before = trace.samples.filter(({ answered }) => answered < start && answered >= start - ms(plan.beforeMs));
  const after = trace.samples.filter(
    ({ answered }) => answered >= start && (lifted === undefined || answered < lifted),
  );
  const sampling = samplingFacts(trace.samples, meter.samplingSeconds);
  const facts = {
    intervals: stampIntervals(moments),
    clocks: clockTimes(moments),
    rebounds: 0,
    sampling,
    longestGapSeconds: longestGap(after, start),
  };
  const nothing = (effect: 'no-trace' | 'not-discharging', initialW: number, why: string): StopAnalysis => ({
    ...facts,
    initialW,
    finalW: Number.NaN,
    effect,
    findings: [],
    caveats: [why],
  });
  if (before.length < 3 || after.length < 3)
    return nothing('no-trace', Number.NaN, `${before.length} readings before the stop and ${after.length} after it`);
  const step = clock.wallStepSeconds;
  const usesWall = Object.values(stamps).some((stamp) => (stamp as Stamp).clock === 'wall');
  if (step > 0 && usesWall)
    return nothing('no-trace', mean(before), `the wall clock was set by ${step.toFixed(3)} s during the trial`);
  if (sampling.frozen)
    return nothing(
      'no-trace',
      mean(before),
      'the meter showed one and the same value throughout: it is frozen, or dead',
    );
  const initialW = mean(before);
  if (Math.abs(initialW) < plan.minimumW)
    return nothing('not-discharging', initialW, `only ${initialW.toFixed(0)} W flowed before the stop`);

  const quality: MeterQuality = { ...meter, samplingSeconds: sampling.refreshSeconds };
  const samples = [...before, ...after];
  const seen = effects(
    { samples, first: before.length, start, initialW, noise: deviation(before, initialW) },
    plan,
    quality,
  );
  const end = after.at(-1)!.answered;
  const finalW = mean(after.filter(({ answered }) => answered > end - ms(plan.beforeMs)));
  const held = seen.effect === undefined ? 0 : 1000 * seconds(end - samples[seen.effect.bracket.below]!.answered);
  const stays = seen.effect !== undefined && held >= plan.holdMs * nearly && Math.abs(finalW) <= plan.thresholdW;
  const caveats = [...seen.caveats, ...samplingCaveats(sampling, facts.longestGapSeconds, plan)];
  if (seen.effect !== undefined && held < plan.holdMs * nearly)
    caveats.push(
      `the trace ends ${(held / 1000).toFixed(2)} s after the effect, before the hold time of ${plan.holdMs} ms`,
    );
  // A trace cut short proves neither a stop nor the lack of one.
  const read = seconds(end - (moments.issue?.ns ?? start));
  const cut = !stays && lifted === undefined && read * 1000 < plan.timeoutMs * nearly;
  if (cut) caveats.push(`the trace ends ${read.toFixed(2)} s after the stop was issued, before the time-out`);
  // Power that was still rising has no level to fall from; it began to fall at the latest when it crossed the threshold.
  const begun = seen.firstEffect ?? (stays ? seen.effect : undefined);
  if (seen.firstEffect === undefined && stays)
    caveats.push('the beginning of the fall cannot be told from the power before; the threshold stands for it');
  const wasBelow = after.some(({ watts }) => Math.abs(watts) <= plan.thresholdW);
  const back = wasBelow && Math.abs(finalW) > plan.thresholdW && seen.rebounds > 0;
  const effect: StopEffect = stays
    ? 'stopped'
    : cut
      ? 'no-trace'
      : back
        ? 'returned'
        : begun !== undefined
          ? 'partial'
          : 'none';
  const released = lifted === undefined ? undefined : releaseOf(trace, lifted, plan, quality);
  const all: Moments = {
    ...moments,
    ...(begun === undefined ? {} : { 'first-effect': begun.moment }),
    ...(stays ? { effect: seen.effect!.moment } : {}),
    ...(released === undefined ? {} : { release: released }),
  };
  const analysis = {
    ...facts,
    initialW,
    finalW,
    effect,
    intervals: stampIntervals(all),
    clocks: clockTimes(all),
    rebounds: seen.rebounds,
    caveats,
  };
  return { ...analysis, findings: stopFindings({ ...analysis, plan, stamps, expected }) };
}

type Moments = Readonly<Partial<Record<StopClock | 'lifted', Moment>>>;

function stampMoments({ issued, delivered, acknowledged, lifted }: StopStamps, clock: TraceClock): Moments {
  const given = { issue: issued, deliver: delivered, acknowledge: acknowledged, lifted } as const;
  const moments: Partial<Record<StopClock | 'lifted', Moment>> = {};
  for (const [name, stamp] of Object.entries(given) as [keyof typeof given, Stamp | undefined][]) {
    const moment = stamp === undefined ? undefined : clock.moment(stamp);
    if (stamp !== undefined && moment !== undefined) moments[name] = stampMoment(name, stamp, moment);
  }
  return moments;
}

const pairs: readonly (readonly [ClockPair, StopClock | 'lifted', StopClock])[] = [
  ['issue-deliver', 'issue', 'deliver'],
  ['issue-effect', 'issue', 'effect'],
  ['deliver-acknowledge', 'deliver', 'acknowledge'],
  ['deliver-first-effect', 'deliver', 'first-effect'],
  ['deliver-effect', 'deliver', 'effect'],
  ['acknowledge-effect', 'acknowledge', 'effect'],
  ['restore-release', 'lifted', 'release'],
];

function stampIntervals(moments: Moments): Partial<Record<ClockPair, StopInterval>> {
  const intervals: Partial<Record<ClockPair, StopInterval>> = {};
  for (const [pair, first, second] of pairs) {
    const from = moments[first];
    const to = moments[second];
    if (from !== undefined && to !== undefined) intervals[pair] = between(from, to);
  }
  return intervals;
}

function clockTimes({ lifted, ...moments }: Moments): Partial<Record<StopClock, bigint>> {
  return Object.fromEntries(Object.entries(moments).map(([name, { ns }]) => [name, ns]));
}

interface Scene {
  /** Readings before and after the stop. */
  readonly samples: readonly PowerSample[];
  /** Index of the first reading after the stop. */
  readonly first: number;
  readonly start: bigint;
  readonly initialW: number;
  /** Standard deviation of the readings before, W. */
  readonly noise: number;
}

interface Seen {
  readonly bracket: Bracket;
  readonly moment: Moment;
}

function effects(
  { samples, first, start, initialW, noise }: Scene,
  plan: StopPlan,
  meter: MeterQuality,
): { effect?: Seen; firstEffect?: Seen; rebounds: number; caveats: string[] } {
  const at = (bracket: Bracket, leadSeconds = 0): Seen => {
    const input: CrossingInput = { samples, ...bracket, notBefore: start, meter, noiseW: noise, leadSeconds };
    return { bracket, moment: crossing(input) };
  };
  const caveats: string[] = [];
  // A fall counts once it is beyond noise, the meter's own uncertainty and 2 % of the power.
  const fall = Math.max(5 * noise, meter.uncertaintyW, 0.02 * Math.abs(initialW));
  const after = samples.slice(first);
  const shift = (bracket: Bracket): Bracket => ({ above: bracket.above + first, below: bracket.below + first });
  const last = lastFall(after, plan.thresholdW, meter);
  const begun = firstFall(after, initialW, fall, meter);
  const rebounds = countRebounds(after, plan.thresholdW, meter);
  if (rebounds > 0)
    caveats.push(`power came back above ${plan.thresholdW} W ${rebounds} times after it had been below`);
  const effect = last === undefined ? undefined : at(shift(last));
  let firstEffect: Seen | undefined;
  if (begun !== undefined) {
    const bracket = shift(begun);
    // On a ramp the fall began before it could be told from noise: by the time that it takes to fall so far.
    const slope = slopeAround(samples, samples[bracket.below]!, meter);
    firstEffect = at(
      bracket,
      slope > 0 ? Math.min(fall / slope, seconds(samples[bracket.below]!.answered - start)) : 0,
    );
  }
  return {
    ...(effect === undefined ? {} : { effect }),
    ...(firstEffect === undefined ? {} : { firstEffect }),
    rebounds,
    caveats,
  };
}

function releaseOf(trace: PowerTrace, lifted: bigint, plan: StopPlan, meter: MeterQuality): Moment | undefined {
  const samples = trace.samples.filter(({ answered }) => answered >= lifted);
  const bracket = rise(samples, plan.minimumW);
  return bracket === undefined ? undefined : crossing({ samples, ...bracket, notBefore: lifted, meter });
}

function samplingCaveats(sampling: SamplingFacts, gap: number, plan: StopPlan): string[] {
  const caveats: string[] = [];
  if (sampling.refreshSeconds > sampling.statedRefreshSeconds)
    caveats.push(
      `the meter is said to refresh every ${sampling.statedRefreshSeconds} s, its values changed every ${sampling.refreshSeconds.toFixed(3)} s only; the slower one is in the uncertainty`,
    );
  if (gap * 1000 > plan.holdMs / 4)
    caveats.push(
      `no reading for ${gap.toFixed(2)} s: power that came back for a shorter time would not have been seen`,
    );
  return caveats;
}
