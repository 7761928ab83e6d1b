import type { ExiObject } from '../../wire/exi/notation/values.js';
import { physical } from '../vehicle/physical-value.js';

/** A stretch of a schedule, until the next one begins. */
export interface OfferedSlot {
  /** From ChargeParameterDiscoveryRes on, s. */
  readonly startSeconds: number;
  /** PMax, W; `most`: what the charger can give. */
  readonly watts: number | 'most';
}

/** An SAScheduleTuple. */
export interface OfferedTuple {
  /** SAScheduleTupleID. Default its place in the list, from 1. */
  readonly id?: number;
  /** In order, the first one from 0 s on. */
  readonly slots: readonly OfferedSlot[];
  /** EPriceLevel of its SalesTariff for the whole time, 1 the cheapest; undefined: it has no tariff. */
  readonly priceLevel?: number;
}

/** A schedule lasts a day. */
const daySeconds = 86_400;

/** What a charger offers that has nothing to say about time or price. */
export const oneSchedule: readonly OfferedTuple[] = [{ slots: [{ startSeconds: 0, watts: 'most' }] }];

/** SAScheduleList with these tuples (ISO 15118-2, 8.5.2.12 to 8.5.2.15, tariffs 8.5.2.16). @param mostWatts what the charger can give */
export function scheduleList(tuples: readonly OfferedTuple[], mostWatts: number): ExiObject {
  const levels = new Set(tuples.map(({ priceLevel }) => priceLevel).filter((level) => level !== undefined)).size;
  return {
    SAScheduleTuple: tuples.map(({ id, slots, priceLevel }, index) => ({
      SAScheduleTupleID: id ?? index + 1,
      PMaxSchedule: { PMaxScheduleEntry: slots.map((slot, place) => entry(slot, slots[place + 1], mostWatts)) },
      ...(priceLevel === undefined ? {} : { SalesTariff: tariff(index + 1, levels, priceLevel) }),
    })),
  };
}

function entry({ startSeconds, watts }: OfferedSlot, next: OfferedSlot | undefined, mostWatts: number): ExiObject {
  return {
    RelativeTimeInterval: { start: startSeconds, duration: (next?.startSeconds ?? daySeconds) - startSeconds },
    PMax: physical(watts === 'most' ? mostWatts : watts, 'W'),
  };
}

function tariff(id: number, levels: number, priceLevel: number): ExiObject {
  return {
    Id: `tariff${id}`,
    SalesTariffID: id,
    NumEPriceLevels: levels,
    SalesTariffEntry: [{ RelativeTimeInterval: { start: 0, duration: daySeconds }, EPriceLevel: priceLevel }],
  };
}
