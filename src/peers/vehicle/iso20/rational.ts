import { rationalNumber } from '../../../messages/iso20/common-types/rational-number.js';
import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { at, numberAt } from '../read-value.js';

/** A quantity as ISO 15118-20 carries it; values that it cannot carry are cut. */
export function rational(value: number): ExiObject {
  return { ...rationalNumber(Math.max(-largest, Math.min(largest, Math.round(value * 100) / 100))) };
}

/** A RationalNumberType as a number; undefined when it is none. */
export function rationalAt(value: ExiValue | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  const exponent = numberAt(found, 'Exponent');
  const mantissa = numberAt(found, 'Value');
  return exponent === undefined || mantissa === undefined ? undefined : Number(`${mantissa}e${exponent}`);
}

const largest = 32_767_000;
