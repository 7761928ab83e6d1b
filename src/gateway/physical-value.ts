import type { PhysicalValueType, unitSymbolType } from '../messages/iso2/physical-value.js';

export { toNumber } from '../messages/iso2/quantity.js';

export type PhysicalValue = PhysicalValueType;

export type Unit = unitSymbolType;

const largest = 32_767;

/**
 * The most exact form of `value` whose mantissa fits in a short. Voltage and current are given to a tenth, power and
 * energy to one unit, where they fit. Values outside +-32767 x 10^3 are cut to that.
 */
export function physical(value: number, unit: Unit): PhysicalValue {
  const finest = unit === 'V' || unit === 'A' ? -1 : 0;
  for (let multiplier = finest; multiplier <= 3; multiplier++) {
    const mantissa = Math.round(value / 10 ** multiplier);
    if (Math.abs(mantissa) <= largest) return { Multiplier: multiplier, Unit: unit, Value: mantissa };
  }
  return { Multiplier: 3, Unit: unit, Value: Math.sign(value) * largest };
}

/** As {@link physical}, never above `value`: for limits that must not be exceeded by rounding. */
export function physicalAtMost(value: number, unit: Unit): PhysicalValue {
  const finest = unit === 'V' || unit === 'A' ? -1 : 0;
  for (let multiplier = finest; multiplier <= 3; multiplier++) {
    // The division may land a hair below a whole number: 32.0 / 0.1 = 319.99999999999994.
    const mantissa = Math.floor(value / 10 ** multiplier + 1e-9);
    if (Math.abs(mantissa) <= largest) return { Multiplier: multiplier, Unit: unit, Value: mantissa };
  }
  return { Multiplier: 3, Unit: unit, Value: Math.sign(value) * largest };
}
