/** ActivePower and its kin: int16 value with a power of ten, so rounded to at most five digits. */
export function scaledPower(watts: number): { readonly multiplier: number; readonly value: number } {
  let multiplier = 0;
  let value = watts;
  while (Math.abs(value) > 32_767) {
    value /= 10;
    multiplier++;
  }
  return { multiplier, value: Math.round(value) };
}
