import type { Interval } from './measurement.js';
import type { Verdict } from './verdict.js';

/** What one decision rule concludes, before instrument and clock are taken into account. */
export interface Finding {
  readonly verdict: Exclude<Verdict, 'none'>;
  readonly reason: string;
  readonly margin?: number;
  readonly furtherSamples?: number;
  readonly decided?: Interval;
  readonly shown?: Interval;
  readonly dependence?: { readonly lag1: number; readonly effectiveN: number };
  readonly value?: number;
  readonly caveats?: readonly string[];
}

/** A measurement that cannot be judged: a fault of the harness or of the table, never of the item under test. */
export function unjudgeable(reason: string): Finding {
  return { verdict: 'error', reason };
}

/** A number for the reader: at most four significant digits, no exponent between 0.0001 and 10^7. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : value < 0 ? '-infinite' : 'not a number';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return String(value);
  if (size >= 1e7 || (size > 0 && size < 1e-4)) return value.toExponential(3);
  return String(Number(value.toPrecision(4)));
}

/** A value with its unit; the unit `1` is not printed. */
export function withUnit(value: number, unit: string): string {
  return unit === '1' ? show(value) : `${show(value)} ${unit}`;
}
