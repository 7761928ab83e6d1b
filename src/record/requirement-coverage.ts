import { type Verdict, worst } from '../judge/verdict.js';
import type { RequirementsKnown } from './events.js';
import type { CaseResult } from './results.js';

/** A case that bears on a requirement, and what came of it. */
export interface CoveringCase {
  readonly caseId: string;
  readonly verdict: Verdict;
}

/** One requirement with the cases of this run that bear on it. */
export interface CoveredRequirement {
  readonly id: string;
  readonly topic: string;
  /** Worst verdict of the cases; `none` when no applicable case bore on it in this run. */
  readonly verdict: Verdict;
  readonly cases: readonly CoveringCase[];
  /** Why no case of plumbline bears on it; absent where cases exist. */
  readonly untested?: string;
}

/** The matrix of one standard: each known requirement, covered in this run or not. */
export interface RequirementCoverage {
  readonly standard: string;
  /** The list that names them, with its hash. */
  readonly list: { readonly name: string; readonly sha256: string };
  readonly known: number;
  /** Requirements on which an applicable case of this run came to a conclusion (pass or fail). */
  readonly covered: number;
  readonly requirements: readonly CoveredRequirement[];
}

/**
 * Sets each known requirement beside the cases of the run that name it, in the order of the list. A case that PICS exclude
 * bears on nothing.
 */
export function coverageOf(
  lists: readonly Omit<RequirementsKnown, 'type' | 'at'>[],
  cases: readonly CaseResult[],
): RequirementCoverage[] {
  const bearing = new Map<string, CoveringCase[]>();
  for (const { caseId, verdict, applicable, requirements } of cases) {
    if (!applicable) continue;
    for (const id of new Set(requirements)) {
      const known = bearing.get(id);
      if (known === undefined) bearing.set(id, [{ caseId, verdict }]);
      else known.push({ caseId, verdict });
    }
  }
  return lists.map(({ standard, list, requirements }) => {
    const rows = requirements.map(({ id, topic, untested }): CoveredRequirement => {
      const found = bearing.get(id) ?? [];
      const verdict = found.reduce((so: Verdict, one) => worst(so, one.verdict), 'none');
      return { id, topic, verdict, cases: found, ...(untested === undefined ? {} : { untested }) };
    });
    const covered = rows.filter((row) => row.cases.some(({ verdict }) => verdict === 'pass' || verdict === 'fail'));
    return { standard, list, known: rows.length, covered: covered.length, requirements: rows };
  });
}
