import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { PricesConfig } from '../config/gateway-config.js';
import { physical } from '../physical-value.js';
import { fitIntervals, relativeTimeInterval } from './intervals.js';

/**
 * SalesTariff of ISO 15118-2, 8.5.2.16 from prices per kWh. The message has no currency: each distinct price becomes an
 * EPriceLevel (1 is the cheapest) and a relativePricePercentage of the dearest price.
 */
export function salesTariff(prices: PricesConfig, id: number, endS: number, maxEntries: number): ExiObject {
  const source = prices.per_kwh.map((entry) => ({ startS: entry.from_s, value: entry.price }));
  const entries = fitIntervals(source, { endS, maxEntries, elapsedS: 0, merge: Math.max });
  const levels = [...new Set(prices.per_kwh.map((entry) => entry.price))].sort((a, b) => a - b).slice(0, 255);
  const dearest = levels.at(-1)!;
  return {
    Id: `tariff${id}`,
    SalesTariffID: id,
    ...(prices.description === undefined ? {} : { SalesTariffDescription: prices.description }),
    NumEPriceLevels: levels.length,
    SalesTariffEntry: entries.map((entry, index) => ({
      RelativeTimeInterval: relativeTimeInterval(entries, index, endS),
      EPriceLevel: Math.max(1, levels.indexOf(entry.value) + 1),
      ConsumptionCost: [
        {
          startValue: physical(0, 'W'),
          Cost: [{ costKind: 'relativePricePercentage', amount: Math.round((entry.value / dearest) * 100) }],
        },
      ],
    })),
  };
}
