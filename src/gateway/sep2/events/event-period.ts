import type { Faults } from '../../faults/faults.js';
import { type DerEvent, eventStatus } from './der-event.js';

/** The random part of an event, drawn once for its life, s. */
export interface EventDraw {
  readonly startS: number;
  readonly durationS: number;
}

/** Effective period of an event: from `startS` up to, not including, `endS`, s of the server's clock. */
export interface EventPeriod {
  readonly startS: number;
  readonly endS: number;
}

/** IEEE 2030.5-2018, 10.2.3: start and duration each with their random part. */
export function effectivePeriod(event: DerEvent, draw: EventDraw, faults: Faults): EventPeriod {
  const startS = event.startS + draw.startS;
  if (event.durationS === 0 && faults.has('duration-zero-forever')) return { startS, endS: Number.POSITIVE_INFINITY };
  return { startS, endS: startS + Math.max(0, event.durationS + draw.durationS) };
}

export type StartBy = 'either' | 'clock' | 'status';

/**
 * Whether an event has begun. By the clock at its effective start; by the server's word when that says Active before the
 * random window could have opened, which only a server whose clock is another one does.
 */
export function hasBegun(
  event: DerEvent,
  period: EventPeriod,
  nowS: number,
  startBy: StartBy,
  faults: Faults,
): boolean {
  const byClock = nowS >= period.startS;
  const active = event.status === eventStatus.active;
  if (startBy === 'clock' || faults.has('ignore-active-status')) return byClock;
  if (startBy === 'status' || faults.has('wait-for-active-status')) return active;
  // Active at the planned start is what a clock-driven server says too: then the own random part still counts.
  const earliestS = event.startS + Math.min(0, event.randomizeStartS);
  return byClock || (active && nowS < earliestS);
}

/** Whether it began before it was known and the fault says that it then never does. */
export function missedIts(event: DerEvent, seenS: number, faults: Faults): boolean {
  return faults.has('ignore-past-event') && event.startS < seenS;
}
