import type { Verdict } from './verdict.js';

/** A case of one of several runs, as far as it is compared. */
export interface RepeatedCase {
  /** Execution id, as in results.json. */
  readonly caseId: string;
  readonly verdict: Verdict;
  readonly applicable: boolean;
}

/** How a case came out in a run; `not-run` where the run does not hold it. */
export type RepeatedOutcome = Verdict | 'not-applicable' | 'not-run';

export interface DifferingCase {
  readonly caseId: string;
  /** One for each run, in their order. */
  readonly outcomes: readonly RepeatedOutcome[];
}

export interface RunComparison {
  /** Cases that at least one of the runs holds. */
  readonly cases: number;
  /** Cases that came out the same in all of them. */
  readonly same: number;
  /** Cases that every run passed. */
  readonly passed: number;
  readonly differing: readonly DifferingCase[];
}

/**
 * Sets the verdicts of several runs side by side, case by case, in the order in which the cases first appear. A case that
 * applied in one run and not in another differs, as does one that a run does not hold.
 */
export function compareRuns(runs: readonly (readonly RepeatedCase[])[]): RunComparison {
  const outcomes = runs.map((cases) => new Map(cases.map((one) => [one.caseId, outcomeOf(one)])));
  const ids = [...new Set(outcomes.flatMap((run) => [...run.keys()]))];
  const rows = ids.map((caseId) => ({ caseId, outcomes: outcomes.map((run) => run.get(caseId) ?? 'not-run') }));
  const differing = rows.filter((row) => row.outcomes.some((outcome) => outcome !== row.outcomes[0]));
  return {
    cases: rows.length,
    same: rows.length - differing.length,
    passed: rows.filter((row) => row.outcomes.every((outcome) => outcome === 'pass')).length,
    differing,
  };
}

function outcomeOf({ verdict, applicable }: RepeatedCase): RepeatedOutcome {
  return applicable ? verdict : 'not-applicable';
}
