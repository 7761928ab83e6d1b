import type { RationalNumberType } from '../../messages/iso20/common-types/index.js';
import { rationalNumber, rationalToNumber } from '../../messages/iso20/common-types/rational-number.js';

export type Rational = RationalNumberType;

/** A quantity for the wire, to the nearest that the type can carry; values beyond it are cut to +-32,767,000. */
export function rational(value: number): Rational {
  return rationalNumber(Math.max(-largest, Math.min(largest, value)));
}

/** As {@link rational}, never above `value`: for limits that must not be exceeded by rounding. */
export function rationalAtMost(value: number): Rational {
  return rationalNumber(Math.max(-largest, Math.min(largest, value)), 'down');
}

/** The number that a rational stands for; `fallback` where there is none. */
export function toNumber(value: Rational): number;
export function toNumber(value: Rational | undefined, fallback: number): number;
export function toNumber(value: Rational | undefined, fallback = Number.NaN): number {
  return value === undefined ? fallback : rationalToNumber(value);
}

const largest = 32_767_000;
