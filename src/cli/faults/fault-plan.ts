import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../base/project-root.js';
import { knownFaults } from './known-faults.js';
import { faultId, resolveFaults, type SeededFault } from './seeded-fault.js';

/** A fault, and the cases that must find it. */
export interface PlannedFault {
  readonly fault: SeededFault;
  /** As the table names it, with parameters: `inverter/rebound:after_s=1`. */
  readonly word: string;
  /** Number in the list of behaviours seen in real products; undefined beyond it. */
  readonly behaviour: number | undefined;
  /** Case ids; empty: no case is known to find it. */
  readonly detectedBy: readonly string[];
  /** Why none can. */
  readonly tolerated: string | undefined;
}

interface MapRow {
  readonly fault: string;
  readonly behaviour?: number;
  readonly detectedBy?: readonly string[];
  readonly toleratedBecause?: string;
}

/**
 * Every fault of the tables with the cases that must find it, in the order of `suites/sep2/fault-map.yaml`; those that it
 * does not name come last, without cases. @throws PlumblineError CLI-020 when the map names a fault that there is not
 */
export function faultPlan(): readonly PlannedFault[] {
  const file = join(projectRoot(), 'suites', 'sep2', 'fault-map.yaml');
  const { faults } = parse(readFileSync(file, 'utf8')) as { readonly faults: readonly MapRow[] };
  const known = knownFaults();
  const planned = faults.map((row): PlannedFault => {
    const [fault] = resolveFaults([row.fault], known);
    return {
      fault: fault!,
      word: row.fault,
      behaviour: row.behaviour,
      detectedBy: row.detectedBy ?? [],
      tolerated: row.toleratedBecause,
    };
  });
  const named = new Set(planned.map(({ fault }) => faultId(fault)));
  const rest = known
    .filter((fault) => !named.has(faultId(fault)))
    .map((fault) => ({ fault, word: faultId(fault), behaviour: undefined, detectedBy: [], tolerated: undefined }));
  return [...planned, ...rest];
}
