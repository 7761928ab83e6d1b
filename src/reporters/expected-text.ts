import type { Results } from '../record/results.js';

/** One row of the comparison with the results that were expected. */
export interface ExpectedRow {
  readonly what: 'new' | 'as expected' | 'over';
  readonly caseId: string;
  readonly verdict: string;
  readonly text: string;
}

/** The comparison as rows, what is new first; undefined when nothing was expected. */
export function expectedRows({ expected }: Results): readonly ExpectedRow[] | undefined {
  if (expected === undefined) return undefined;
  const { fresh, known, gone } = expected;
  return [
    ...fresh.map((one): ExpectedRow => {
      const text =
        one.expected === undefined ? 'not expected' : `expected ${one.expected.verdict}: ${one.expected.issue}`;
      return { what: 'new', caseId: one.caseId, verdict: one.verdict, text };
    }),
    ...known.map(({ caseId, verdict, issue }): ExpectedRow => ({ what: 'as expected', caseId, verdict, text: issue })),
    ...gone.map(
      ({ caseId, issue }): ExpectedRow => ({ what: 'over', caseId, verdict: 'pass', text: `no longer so: ${issue}` }),
    ),
  ];
}
