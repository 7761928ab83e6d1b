import { PlumblineError } from '../../base/errors.js';
import { type FaultName, faultTable } from './fault-table.js';

/** The faults that are seeded into this gateway; none of them without being asked for. */
export interface Faults {
  has(name: FaultName): boolean;
  readonly names: readonly FaultName[];
  /** How often a fault that counts has been asked for its next number, from 1. */
  next(name: FaultName): number;
}

export const noFaults: Faults = { has: () => false, names: [], next: () => 1 };

/**
 * The faults of that name.
 * @throws GATEWAY-050 a name that is not in the table
 */
export function parseFaults(names: readonly string[]): Faults {
  const known = new Set<FaultName>();
  for (const name of names) {
    if (!isFault(name)) {
      throw new PlumblineError('GATEWAY-050', { detail: name, cure: `One of: ${Object.keys(faultTable).join(', ')}.` });
    }
    known.add(name);
  }
  if (known.size === 0) return noFaults;
  const counts = new Map<FaultName, number>();
  return {
    has: (name) => known.has(name),
    names: [...known],
    next(name) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count;
    },
  };
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(faultTable, name);
}

/** Whether whoever carries its faults along has this one. */
export function isSeeded({ faults }: { readonly faults?: Faults | undefined }, name: FaultName): boolean {
  return faults?.has(name) === true;
}
