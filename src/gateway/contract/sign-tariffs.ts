import { signElements } from '../../messages/signature/sign-elements.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isExiObject, objectAt } from '../exi-object.js';
import type { Station } from '../session/station.js';

/**
 * Signature of MO sub-CA 2 over every SalesTariff of a SAScheduleList (ISO 15118-2, 8.5.2.16; V2G2-307, V2G2-908): three
 * tuples at most, and four references are allowed. undefined: no tariff, or no key to sign it with.
 */
export function signTariffs(scheduleList: ExiObject, station: Station): ExiObject | undefined {
  const key = station.contract?.iso2?.tariffKey;
  if (key === undefined) return undefined;
  const tuples = scheduleList['SAScheduleTuple'];
  const elements = (Array.isArray(tuples) ? tuples : [])
    .filter(isExiObject)
    .map((tuple) => objectAt(tuple, 'SalesTariff'))
    .filter((value) => value !== undefined)
    .map((value) => ({ name: 'SalesTariff', value }));
  return elements.length === 0
    ? undefined
    : signElements({ schema: 'iso2', elements, key, suite: 'ecdsa-p256-sha256' });
}
