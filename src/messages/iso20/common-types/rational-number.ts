import { PlumblineError } from '../../../base/errors.js';
import { fromScaledDecimal, type Rounding, scaleDecimal } from '../../decimal.js';
import type { RationalNumberType } from './quantities.js';

// The schema lets Exponent be any byte; stacks in the field expect the range of ISO 15118-2.
const limits = { minExponent: -3, maxExponent: 3, largest: 32_767 };

/**
 * A quantity as ISO 15118-20 carries it (8.3.5.3.8): Value x 10^Exponent; the field fixes the unit. Exact where possible,
 * with the exponent nearest to zero; otherwise as fine as the short allows and rounded.
 *
 * @throws {PlumblineError} MESSAGES-030 when the number is not finite or beyond 32,767,000
 */
export function rationalNumber(value: number, rounding: Rounding = 'nearest'): RationalNumberType {
  const scaled = scaleDecimal(value, limits, rounding);
  if (scaled === undefined) throw new PlumblineError('MESSAGES-030', { detail: String(value) });
  return { Exponent: scaled.exponent, Value: scaled.value };
}

/** The number that a rational number stands for. */
export function rationalToNumber({ Exponent, Value }: RationalNumberType): number {
  return fromScaledDecimal({ value: Value, exponent: Exponent });
}
