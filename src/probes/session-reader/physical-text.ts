/** Units of -2 and DIN as they are written on paper. */
const unitText: Readonly<Record<string, string>> = { m: 'min', W_s: 'Ws' };

/** Units that -20 leaves to the field's name. */
const unitByName: readonly (readonly [RegExp, string])[] = [
  [/Energy/, 'Wh'],
  [/Power|Ramp/, 'W'],
  [/Voltage/, 'V'],
  [/Current/, 'A'],
  [/SOC$/i, '%'],
];

/**
 * Value and unit of a physical value of -2 and DIN (Multiplier, Unit, Value) or of a rational number of -20 (Exponent,
 * Value; the unit follows from the field's name). Undefined where the value is neither.
 */
export function physicalText(name: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Value: number, Multiplier: multiplier, Unit: unit, Exponent: exponent } = value as Record<string, unknown>;
  if (typeof number !== 'number') return undefined;
  if (typeof multiplier === 'number') {
    return `${scaled(number, multiplier)}${typeof unit === 'string' ? ` ${unitText[unit] ?? unit}` : ''}`;
  }
  if (typeof exponent !== 'number' || Object.keys(value).length !== 2) return undefined;
  const implied = unitByName.find(([pattern]) => pattern.test(name))?.[1];
  return `${scaled(number, exponent)}${implied === undefined ? '' : ` ${implied}`}`;
}

/** number x 10^exponent without the noise of binary fractions. */
function scaled(number: number, exponent: number): string {
  if (exponent < 0 && exponent >= -20) return (number / 10 ** -exponent).toFixed(-exponent);
  if (exponent >= 0 && exponent <= 15) return String(number * 10 ** exponent);
  return `${number}e${exponent}`;
}
