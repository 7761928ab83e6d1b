import type { StopFinding } from './stop-finding.js';
import { type StopPathId, stopPathFacts } from './stop-path.js';

/** What no stop may show, whatever a standard allows for its time. The other kinds are facts to look at. */
const faulty: ReadonlySet<StopFinding['kind']> = new Set([
  'not-delivered',
  'not-acknowledged',
  'acknowledged-without-effect',
  'rebound',
  'partial-effect',
  'no-effect',
  'returned',
  'reversed',
  'never-released',
]);

/** What is no fault where nothing has to end. */
const allowed: ReadonlySet<StopFinding['kind']> = new Set(['partial-effect', 'no-effect']);

/**
 * The findings that are faults of the stop in itself on this path; `acknowledged-before-effect` is none, its length is
 * judged. `mustStop`: whether power has to end; default what the path says.
 */
export function stopFaults(
  findings: readonly StopFinding[],
  path: StopPathId,
  mustStop: boolean = stopPathFacts(path).mustStop !== false,
): readonly StopFinding[] {
  return findings.filter(({ kind }) => faulty.has(kind) && (mustStop || !allowed.has(kind)));
}
