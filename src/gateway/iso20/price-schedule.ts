import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { PricesConfig } from '../config/gateway-config.js';
import { fitIntervals } from '../schedule/intervals.js';
import { rational } from './rational.js';
import type { Pricing } from './service-catalog.js';

/** Energy is priced by the power at which it flows; one price for every power here (ISO 15118-20:2022, 8.3.5.3.49). */
const priceAlgorithm = 'urn:iso:std:iso:15118:-20:PriceAlgorithm:1-Power';

export interface PriceScheduleOptions {
  readonly pricing: Pricing;
  readonly id: number;
  /** Wall clock at which the prices begin, s since 1970. */
  readonly anchorS: number;
  /** End of the schedule, s after the anchor. */
  readonly endS: number;
  /** MaximumSupportingPoints of the vehicle. */
  readonly maxEntries: number;
}

/** AbsolutePriceSchedule or PriceLevelSchedule of the configured prices; nothing where none was agreed on. */
export function priceSchedule(prices: PricesConfig | undefined, options: PriceScheduleOptions): ExiObject {
  if (prices === undefined || options.pricing === 'none') return {};
  const { endS, maxEntries } = options;
  const source = prices.per_kwh.map((entry) => ({ startS: entry.from_s, value: entry.price }));
  const entries = fitIntervals(source, { endS, maxEntries, elapsedS: 0, merge: Math.max });
  const durations = entries.map((entry, index) => (entries[index + 1]?.startS ?? endS) - entry.startS);
  const head = {
    // What may be signed has an Id, one of its own in the message.
    Id: `price${options.id}`,
    TimeAnchor: options.anchorS,
    PriceScheduleID: options.id,
    ...(prices.description === undefined ? {} : { PriceScheduleDescription: prices.description }),
  };
  if (options.pricing === 'absolute') {
    const PriceRuleStack = entries.map((entry, index) => ({
      Duration: durations[index]!,
      PriceRule: [{ EnergyFee: rational(entry.value), PowerRangeStart: rational(0) }],
    }));
    const rules = { Currency: prices.currency, Language: prices.language, PriceAlgorithm: priceAlgorithm };
    return { AbsolutePriceSchedule: { ...head, ...rules, PriceRuleStacks: { PriceRuleStack } } };
  }
  const levels = [...new Set(prices.per_kwh.map((entry) => entry.price))].sort((a, b) => a - b).slice(0, 255);
  const PriceLevelScheduleEntry = entries.map((entry, index) => ({
    Duration: durations[index]!,
    PriceLevel: Math.max(1, levels.indexOf(entry.value) + 1),
  }));
  return {
    PriceLevelSchedule: {
      ...head,
      NumberOfPriceLevels: levels.length,
      PriceLevelScheduleEntries: { PriceLevelScheduleEntry },
    },
  };
}
