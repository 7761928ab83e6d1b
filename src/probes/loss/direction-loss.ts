import { type BurstModel, fitBurstModel } from './gilbert-elliott.js';
import { type Bursts, burstsOf } from './loss-series.js';
import { type Duplication, duplicationOf, type Reordering, reorderingOf } from './packet-order.js';

/** `forward`: sender to reflector. `backward`: reflector to sender. */
export type LossDirection = 'forward' | 'backward' | 'round-trip';

/** What one direction of a path did to the probes. */
export interface DirectionLoss {
  readonly direction: LossDirection;
  /** Probes that entered this direction. */
  readonly sent: number;
  /** Arrived in time. */
  readonly received: number;
  /** Arrived, but later than the threshold: part of `lost`. */
  readonly late: number;
  /** Never arrived, or late. */
  readonly lost: number;
  /** Arrivals beyond the first of each packet. */
  readonly duplicated: number;
  readonly reordered: number;
  readonly duplication?: Duplication;
  readonly reordering?: Reordering;
  /** 1 = lost, in the order of sending; absent when single probes cannot be told. */
  readonly indicators?: readonly number[];
  readonly bursts?: Bursts;
  /** How losses cluster; absent with fewer than ten of them. */
  readonly burstModel?: BurstModel;
  /** Delays of those that arrived at all, ms, in the order of sending; absent without comparable clocks. */
  readonly delaysMs?: readonly number[];
  /** Why this direction is not known; its counts are 0 then. */
  readonly unknown?: string;
}

export interface Observed {
  /** Delay of a probe in this direction, ms; `undefined` = never arrived; `NaN` = arrived, delay unknown. */
  delay(sequence: number): number | undefined;
  /** Sequence numbers in the order of arrival. */
  readonly arrivals: readonly number[];
}

/** Makes the figures of a direction out of what was observed of each probe that entered it. */
export function directionLoss(
  name: LossDirection,
  entered: readonly number[],
  thresholdMs: number,
  seen: Observed,
): DirectionLoss {
  const indicators: number[] = [];
  const delays: number[] = [];
  let late = 0;
  for (const sequence of entered) {
    const delay = seen.delay(sequence);
    const isLate = delay !== undefined && delay > thresholdMs;
    if (isLate) late++;
    if (delay !== undefined && !Number.isNaN(delay)) delays.push(delay);
    indicators.push(delay === undefined || isLate ? 1 : 0);
  }
  return {
    ...countedLoss(name, indicators, seen.arrivals),
    late,
    ...(delays.length > 0 ? { delaysMs: delays } : {}),
  };
}

/** The figures that come from indicators and order alone. */
export function countedLoss(
  name: LossDirection,
  indicators: readonly number[],
  arrivals: readonly number[],
): DirectionLoss {
  const lost = indicators.reduce((sum, one) => sum + one, 0);
  const duplication = duplicationOf(arrivals);
  const reordering = reorderingOf(arrivals);
  const burstModel = fitBurstModel(indicators);
  return {
    direction: name,
    sent: indicators.length,
    received: indicators.length - lost,
    late: 0,
    lost,
    duplicated: duplication.extra,
    reordered: reordering.count,
    duplication,
    reordering,
    indicators,
    bursts: burstsOf(indicators),
    ...(burstModel === undefined ? {} : { burstModel }),
  };
}

/** A direction that cannot be told. */
export function unknownLoss(name: LossDirection, why: string): DirectionLoss {
  return { direction: name, sent: 0, received: 0, late: 0, lost: 0, duplicated: 0, reordered: 0, unknown: why };
}
