import { eventStates } from '../control-types.js';
import type { EventMoment, UtilityEvent } from '../model/event.js';
import { fromHex } from '../model/ids.js';
import type { ControlBase, Watts } from '../utility-config.js';
import type { Value } from './answer.js';

const int16 = 32_767;

/** Power with the multiplier that it needs to fit into 16 bits (ActivePower). */
export function power(watts: Watts): { readonly multiplier: number; readonly value: number } {
  if (typeof watts === 'object') return watts;
  let multiplier = 0;
  let value = watts;
  while (Math.abs(Math.round(value)) > int16) value = watts / 10 ** ++multiplier;
  while (!Number.isInteger(value) && multiplier > -3 && Math.abs(value * 10) <= int16)
    value = watts * 10 ** -(--multiplier);
  return { multiplier, value: Math.round(value) };
}

const powers: ReadonlySet<string> = new Set([
  'opModTargetW',
  'opModTargetVar',
  'opModImpLimW',
  'opModExpLimW',
  'opModGenLimW',
  'opModLoadLimW',
  'opModStorageTargetW',
]);

/** DERControlBase of what a command says. */
export function controlBase({ other, ...plain }: ControlBase): Value {
  const entries = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(entries.map(([name, value]) => [name, powers.has(name) ? power(value as Watts) : value])),
    ...other,
  };
}

/** EventStatus. */
export function eventStatus(moment: EventMoment): Value {
  return {
    currentStatus: eventStates[moment.state],
    dateTime: moment.sinceS,
    potentiallySuperseded: moment.potentiallySuperseded,
    ...(moment.potentiallySupersededS === undefined
      ? {}
      : { potentiallySupersededTime: moment.potentiallySupersededS }),
  };
}

/** What every event has: mRID, times, status, and randomization where it has one. */
export function eventValue(event: UtilityEvent, moment: EventMoment): Value {
  const { randomizeDurationS, randomizeStartS, description } = event;
  return {
    mRID: fromHex(event.mRID),
    ...(description === undefined ? {} : { description: description.slice(0, 32) }),
    creationTime: event.creationS,
    EventStatus: eventStatus(moment),
    interval: { duration: event.durationS, start: event.startS },
    ...(randomizeDurationS === undefined ? {} : { randomizeDuration: randomizeDurationS }),
    ...(randomizeStartS === undefined ? {} : { randomizeStart: randomizeStartS }),
  };
}
