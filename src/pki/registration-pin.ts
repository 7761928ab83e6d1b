import type { RandomSource } from '../base/random.js';

/**
 * A registration PIN: five digits and a sixth that makes the digit sum divisible by 10 (IEEE 2030.5-2018, 6.3.5). It lets a
 * device see that the server that knows it is its own.
 */
export function registrationPin(random: RandomSource): number {
  const [a = 0, b = 0, c = 0] = random(3);
  return withCheckDigit((a * 65_536 + b * 256 + c) % 100_000);
}

/** @param digits 0 to 99999 */
export function withCheckDigit(digits: number): number {
  return digits * 10 + ((10 - (digitSum(digits) % 10)) % 10);
}

/** Whether six digits (leading zeros count) are a PIN. */
export function isRegistrationPin(pin: number): boolean {
  return Number.isInteger(pin) && pin >= 0 && pin <= 999_999 && digitSum(pin) % 10 === 0;
}

function digitSum(number: number): number {
  return [...String(number)].reduce((sum, digit) => sum + Number(digit), 0);
}
