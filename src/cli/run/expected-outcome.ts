import { exitCodeOf } from '../../judge/run-verdict.js';
import { type Verdict, worst } from '../../judge/verdict.js';
import type { Results } from '../../record/results.js';

/**
 * Exit code for a job that wants to hear only of what is new: that of the worst verdict that was not expected, 0 when there
 * is none. A run that did not reach its end, or ran fewer cases than planned, keeps its own code, as does a report that
 * could not be made: neither can be expected.
 */
export function exitCodeBesideExpected(results: Results, exitCode: 0 | 1 | 2 | 3): 0 | 1 | 2 | 3 {
  const { expected, run, cases } = results;
  const whole = run.complete && run.ending === 'finished' && cases.length >= (run.plannedCases ?? 0);
  if (expected === undefined || !whole || exitCode !== results.exitCode) return exitCode;
  const judgedElsewhere = results.spec.filter(({ cases: by, verdict }) => by.length === 0 && verdict !== 'pass');
  const open: readonly Verdict[] = [...expected.fresh, ...judgedElsewhere].map(({ verdict }) => verdict);
  const verdict = open.reduce(worst, 'none');
  return verdict === 'none' ? 0 : exitCodeOf(verdict);
}

/** The comparison in lines for the terminal. */
export function expectedLines(results: Results): readonly string[] {
  const { expected } = results;
  if (expected === undefined) return [];
  const { fresh, known, gone, notRun, list } = expected;
  return [
    `Beside ${list.name}: ${fresh.length} new, ${known.length} as expected, ${gone.length} over, ${notRun.length} not run`,
    ...fresh.map((one) => {
      const instead = one.expected === undefined ? '' : ` (expected: ${one.expected.verdict}, ${one.expected.issue})`;
      return `  new       ${one.verdict.padEnd(7)} ${one.caseId}${instead}`;
    }),
    ...known.map(({ caseId, verdict, issue }) => `  expected  ${verdict.padEnd(7)} ${caseId}: ${issue}`),
    ...gone.map(({ caseId, issue }) => `  over      pass    ${caseId}: take it out of the file (${issue})`),
  ];
}
