import type { CaseOutcome } from './case-verdict.js';
import { type Verdict, worst } from './verdict.js';

/** How many cases came to what; `notApplicable` ones are in no other count. */
export interface VerdictCounts {
  readonly pass: number;
  readonly inconc: number;
  readonly fail: number;
  readonly error: number;
  readonly notApplicable: number;
}

export interface RunOutcome {
  readonly verdict: Exclude<Verdict, 'none'>;
  readonly counts: VerdictCounts;
  readonly reason: string;
  readonly exitCode: 0 | 1 | 2 | 3;
}

export interface RunFacts {
  /** False when no PICS were given: applicability is then unknown, which is an error and not an empty list. */
  readonly picsGiven: boolean;
  /** False when the record ends without `run-ended`; default true. */
  readonly complete?: boolean;
}

const exitCodes: Record<Verdict, 0 | 1 | 2 | 3> = { pass: 0, fail: 1, inconc: 2, error: 3, none: 3 };

/** Exit code of a verdict: 0 pass, 1 fail, 2 inconclusive, 3 harness or bench error (4, usage, is the command line's). */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 2 | 3 {
  return exitCodes[verdict];
}

/**
 * The verdict of a whole run: the worst of its applicable cases, never better than what the run can show. Nothing
 * applicable is inconclusive, nothing run at all and missing PICS are errors, an incomplete record may not pass.
 */
export function runVerdict(cases: readonly CaseOutcome[], facts: RunFacts): RunOutcome {
  const applicable = cases.filter((one) => one.applicable);
  const count = (verdict: Verdict) => applicable.filter((one) => one.verdict === verdict).length;
  const counts: VerdictCounts = {
    pass: count('pass'),
    inconc: count('inconc'),
    fail: count('fail'),
    // A case that ended at none proved nothing: it is an error wherever it comes from.
    error: count('error') + count('none'),
    notApplicable: cases.length - applicable.length,
  };
  const reasons: { verdict: Exclude<Verdict, 'none'>; reason: string }[] = [];
  if (!facts.picsGiven) reasons.push({ verdict: 'error', reason: 'no PICS were given, so what applies is unknown' });
  if (cases.length === 0) reasons.push({ verdict: 'error', reason: 'no case was run' });
  else if (applicable.length === 0)
    reasons.push({
      verdict: 'inconc',
      reason: `none of the ${cases.length} cases was applicable, so nothing was shown`,
    });
  if (facts.complete === false)
    reasons.push({ verdict: 'inconc', reason: 'the record is incomplete: the run did not reach its end' });
  for (const verdict of ['error', 'fail', 'inconc', 'pass'] as const) {
    if (counts[verdict] > 0)
      reasons.push({ verdict, reason: `${counts[verdict]} of ${applicable.length} applicable cases: ${verdict}` });
  }
  let verdict: Exclude<Verdict, 'none'> = 'pass';
  for (const one of reasons) if (worst(verdict, one.verdict) === one.verdict) verdict = one.verdict;
  const reason = reasons
    .filter((one) => one.verdict === verdict)
    .map((one) => one.reason)
    .join('; ');
  return { verdict, counts, reason, exitCode: exitCodes[verdict] };
}
