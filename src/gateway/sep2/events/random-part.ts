import type { RandomSource } from '../../../base/random.js';
import type { Faults } from '../../faults/faults.js';
import type { DerEvent } from './der-event.js';
import type { EventDraw } from './event-period.js';

/** The random part of an event: whole s, evenly from 0 to the bound, which may be negative (RandomizableEvent). */
export function drawRandomPart(event: DerEvent, random: RandomSource, faults: Faults): EventDraw {
  if (faults.has('ignore-randomization')) return { startS: 0, durationS: 0 };
  return {
    startS: evenly(event.randomizeStartS, random),
    durationS: evenly(event.randomizeDurationS, random),
  };
}

/** Delay of a cancellation with randomization: up to the larger of both bounds, s (EventStatus 3). */
export function drawCancelDelay(event: DerEvent, random: RandomSource): number {
  return evenly(Math.max(Math.abs(event.randomizeStartS), Math.abs(event.randomizeDurationS)), random);
}

/** Even over 0..bound; 32 bits make the bias of the remainder smaller than one in a million for an hour. */
function evenly(bound: number, random: RandomSource): number {
  const magnitude = Math.min(3600, Math.abs(Math.trunc(bound)));
  if (magnitude === 0) return 0;
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  const drawn = (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % (magnitude + 1);
  return bound < 0 ? -drawn : drawn;
}
