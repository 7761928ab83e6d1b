import { suiteOfKey } from '../../messages/signature/algorithms.js';
import { signElements } from '../../messages/signature/sign-elements.js';
import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { isExiObject } from '../exi-object.js';
import type { Station } from '../session/station.js';
import type { Iso20SessionState } from './session.js';

const priced = ['AbsolutePriceSchedule', 'PriceLevelSchedule'] as const;

/**
 * Signature of MO sub-CA 2 over all price schedules of a ScheduleExchangeRes, for vehicles that pay by contract; with three
 * tuples in both directions these are six references, which the schema of XMLDSig does not bound. undefined: no contract, no
 * prices, or no key to sign them with.
 */
export function signPrices(session: Iso20SessionState, offered: ExiObject, station: Station): ExiObject | undefined {
  const key = station.contract?.iso20?.tariffKey;
  const suite = key === undefined ? undefined : suiteOfKey(key);
  if (key === undefined || suite === undefined || session.contract === undefined) return undefined;
  const elements = priceSchedules(offered);
  return elements.length === 0 ? undefined : signElements({ schema: 'iso20.cm', elements, key, suite });
}

function priceSchedules(value: ExiValue): readonly { readonly name: string; readonly value: ExiObject }[] {
  if (Array.isArray(value)) return value.flatMap((item: ExiValue) => priceSchedules(item));
  if (!isExiObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    (priced as readonly string[]).includes(name) && isExiObject(child)
      ? [{ name, value: child }]
      : priceSchedules(child),
  );
}
