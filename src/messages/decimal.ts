/** A decimal number as an integer with a power of ten: `value` x 10^`exponent`. */
export interface ScaledDecimal {
  readonly value: number;
  readonly exponent: number;
}

export type Rounding = 'nearest' | 'down' | 'up';

/**
 * Writes a number as an integer with a power of ten, in exact decimal arithmetic on the digits that JavaScript prints
 * for it (so 32.1 is 321 x 10^-1 and not a binary neighbour).
 *
 * An exact form is taken where there is one, with the exponent nearest to zero. Otherwise the finest exponent at which
 * the integer fits is taken and the rest rounded: `nearest` (halves away from zero), `down` (towards minus infinity) or
 * `up`.
 *
 * @param largest greatest magnitude of the integer
 * @returns undefined when the number is not finite, or too large even at `maxExponent`
 */
export function scaleDecimal(
  number: number,
  limits: { readonly minExponent: number; readonly maxExponent: number; readonly largest: number },
  rounding: Rounding = 'nearest',
): ScaledDecimal | undefined {
  if (!Number.isFinite(number)) return undefined;
  const { digits, exponent } = decimalOf(number);
  const largest = BigInt(limits.largest);
  const fits = (value: bigint) => value <= largest && -value <= largest;
  const exponents = Array.from(
    { length: limits.maxExponent - limits.minExponent + 1 },
    (_, index) => limits.minExponent + index,
  );
  for (const candidate of [...exponents].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b)) {
    if (digits !== 0n && exponent < candidate) continue;
    const value = digits === 0n ? 0n : digits * 10n ** BigInt(exponent - candidate);
    if (fits(value)) return { value: Number(value), exponent: candidate };
  }
  for (const candidate of exponents) {
    if (exponent >= candidate) continue;
    const value = divide(digits, 10n ** BigInt(candidate - exponent), rounding);
    if (fits(value)) return { value: Number(value), exponent: candidate };
  }
  return undefined;
}

/** The number nearest to `value` x 10^`exponent`. */
export function fromScaledDecimal({ value, exponent }: ScaledDecimal): number {
  return Number(`${value}e${exponent}`);
}

/** The digits that JavaScript prints, without trailing zeros, and where the point stands. */
function decimalOf(number: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '0', power = '0'] = number.toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  let digits = BigInt(whole + fraction);
  let exponent = Number(power) - fraction.length;
  if (number < 0 && digits > 0n) digits = -digits;
  while (digits !== 0n && digits % 10n === 0n) {
    digits /= 10n;
    exponent++;
  }
  return { digits, exponent };
}

function divide(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const away = dividend < 0n ? -1n : 1n;
  if (rounding === 'down') return dividend < 0n ? quotient - 1n : quotient;
  if (rounding === 'up') return dividend < 0n ? quotient : quotient + 1n;
  return (rest < 0n ? -rest : rest) * 2n >= divisor ? quotient + away : quotient;
}
