import { toNumber } from '../../messages/iso2/quantity.js';
import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';

export type Unit = 'A' | 'V' | 'W' | 'Wh' | 's';

/** Largest mantissa: Value is an xs:short. */
const largest = 32_767;

/**
 * PhysicalValueType (ISO 15118-2, 8.5.2.7) nearest to `value`: to a tenth for volts and amperes, to one unit for the rest,
 * coarser where the mantissa would not fit.
 */
export function physical(value: number, unit: Unit): ExiObject {
  let multiplier = unit === 'V' || unit === 'A' ? -1 : 0;
  while (multiplier < 3 && Math.abs(Math.round(value / 10 ** multiplier)) > largest) multiplier++;
  return { Multiplier: multiplier, Unit: unit, Value: Math.round(value / 10 ** multiplier) };
}

/** What a PhysicalValueType stands for, in its unit; undefined when it is none. */
export function readPhysical(
  value: ExiValue | undefined,
): { readonly value: number; readonly unit: string } | undefined {
  if (!isObject(value)) return undefined;
  const { Multiplier, Unit, Value } = value;
  if (typeof Multiplier !== 'number' || typeof Value !== 'number' || typeof Unit !== 'string') return undefined;
  return { value: toNumber({ Multiplier, Value }), unit: Unit };
}

export function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
