import { PlumblineError } from '../../base/errors.js';
import { fromScaledDecimal, type Rounding, scaleDecimal } from '../decimal.js';
import type { PhysicalValueType, unitSymbolType } from './physical-value.js';

const limits = { minExponent: -3, maxExponent: 3, largest: 32_767 };

/**
 * A quantity as ISO 15118-2 carries it (8.5.2.7): Value x 10^Multiplier in Unit, Value a short, Multiplier -3 to 3.
 *
 * Exact where possible, with the multiplier nearest to zero: 12.5 A is 125 x 10^-1. Otherwise as fine as the short
 * allows and rounded; use `down` for limits that must not be exceeded by rounding.
 *
 * @throws {PlumblineError} MESSAGES-030 when the number is not finite or beyond 32,767,000
 */
export function physicalValue(value: number, unit: unitSymbolType, rounding: Rounding = 'nearest'): PhysicalValueType {
  const scaled = scaleDecimal(value, limits, rounding);
  if (scaled === undefined) throw new PlumblineError('MESSAGES-030', { detail: `${value} ${unit}` });
  return { Multiplier: scaled.exponent, Unit: unit, Value: scaled.value };
}

/** The number that a physical value of ISO 15118-2 or DIN SPEC 70121 stands for, in its unit. */
export function toNumber(physical: { readonly Multiplier: number; readonly Value: number }): number {
  return fromScaledDecimal({ value: physical.Value, exponent: physical.Multiplier });
}
