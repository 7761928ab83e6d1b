import type { Uncertainty } from '../capabilities/measuring.js';

/** Expanded uncertainty (k = 2) of one reading, in its unit. */
export function expandedUncertainty({ absolute, relative }: Uncertainty, value: number): number {
  return absolute + relative * Math.abs(value);
}
