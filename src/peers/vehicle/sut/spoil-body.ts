import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { isObject, physical } from '../physical-value.js';
import { at, listAt, quantityAt } from '../read-value.js';

/** How many times the allowed power a vehicle with the fault plans. */
const beyond = 2;
const hourSeconds = 3600;

/** PowerDeliveryReq with a profile above every schedule. */
export function withMorePower(correct: ExiObject): ExiObject {
  return withEntries(correct, (entry) => ({
    ...entry,
    ChargingProfileEntryMaxPower: physical(
      beyond * Math.max(100_000, quantityAt(entry, 'ChargingProfileEntryMaxPower') ?? 0),
      'W',
    ),
  }));
}

/** PowerDeliveryReq with a profile that names no phases. */
export function withoutPhases(correct: ExiObject): ExiObject {
  return withEntries(correct, (entry) => {
    const { ChargingProfileEntryMaxNumberOfPhasesInUse: _phases, ...rest } = entry;
    return rest;
  });
}

/** ChargeParameterDiscoveryReq that names a departure in its parameters `place`. */
export function withDeparture(correct: ExiObject, place: string): ExiObject {
  const inner = at(correct, place);
  return isObject(inner) ? { ...correct, [place]: { DepartureTime: hourSeconds, ...inner } } : correct;
}

/** A body without the element `name` of its element `place`. */
export function withoutElement(correct: ExiObject, place: string, name: string): ExiObject {
  const inner = at(correct, place);
  if (!isObject(inner)) return correct;
  return { ...correct, [place]: Object.fromEntries(Object.entries(inner).filter(([key]) => key !== name)) };
}

function withEntries(correct: ExiObject, change: (entry: ExiObject) => Readonly<Record<string, ExiValue>>): ExiObject {
  const entries = listAt(correct, 'ChargingProfile', 'ProfileEntry') as readonly ExiObject[];
  return entries.length === 0 ? correct : { ...correct, ChargingProfile: { ProfileEntry: entries.map(change) } };
}
