import { PlumblineError } from '../../base/errors.js';
import { type FaultName, faultTable } from './fault-table.js';

/** The faults that are seeded into this gateway; none of them without being asked for. */
export interface Faults {
  has(name: FaultName): boolean;
  readonly names: readonly FaultName[];
}

export const noFaults: Faults = { has: () => false, names: [] };

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
  return known.size === 0 ? noFaults : { has: (name) => known.has(name), names: [...known] };
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(faultTable, name);
}
