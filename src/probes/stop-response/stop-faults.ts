import type { StopFinding } from './stop-finding.js';

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

/** Whether a finding is a fault of the stop in itself; `acknowledged-before-effect` is none, its length is judged. */
export function isStopFault(finding: StopFinding): boolean {
  return faulty.has(finding.kind);
}
