import type { Verdict } from './verdict.js';

/** A verdict other than pass that is known beforehand, with the reason for living with it. */
export interface ExpectedCase {
  /** Execution id, as in results.json: `TC_SECC_CMN_VTB_SessionSetup_001@iso15118-2-dc-tcp`. */
  readonly caseId: string;
  readonly verdict: Exclude<Verdict, 'pass' | 'none'>;
  /** What is known about it: a ticket, a firmware, a sentence. */
  readonly issue: string;
  /** Words that the reason of the verdict holds; another reason is news. */
  readonly reason?: string;
}

/** A case of the run, as far as it is compared. */
export interface ComparedCase {
  readonly caseId: string;
  readonly verdict: Verdict;
  readonly applicable: boolean;
  readonly reason: string;
}

/** What a run has brought that was not known, what it confirms, and what is over. */
export interface ExpectedComparison {
  /** Did not pass, and nobody expected it, or not so. */
  readonly fresh: readonly { readonly caseId: string; readonly verdict: Verdict; readonly expected?: ExpectedCase }[];
  /** Did not pass, as it is written. */
  readonly known: readonly ExpectedCase[];
  /** Passes although something else is written: the entry can go. */
  readonly gone: readonly ExpectedCase[];
  /** Not judged in this run. */
  readonly notRun: readonly ExpectedCase[];
}

/** Sets the cases of a run beside the expected ones. A case without an entry is expected to pass. */
export function compareWithExpected(
  expected: readonly ExpectedCase[],
  cases: readonly ComparedCase[],
): ExpectedComparison {
  const entries = new Map(expected.map((one) => [one.caseId, one]));
  const judged = new Map(cases.filter(({ applicable }) => applicable).map((one) => [one.caseId, one]));
  const isKnown = ({ verdict, reason }: ComparedCase, entry: ExpectedCase | undefined): boolean =>
    entry?.verdict === verdict && (entry.reason === undefined || reason.includes(entry.reason));
  const bad = [...judged.values()].filter(({ verdict }) => verdict !== 'pass');
  return {
    fresh: bad
      .filter((one) => !isKnown(one, entries.get(one.caseId)))
      .map(({ caseId, verdict }) => {
        const entry = entries.get(caseId);
        return { caseId, verdict, ...(entry === undefined ? {} : { expected: entry }) };
      }),
    known: bad.filter((one) => isKnown(one, entries.get(one.caseId))).map(({ caseId }) => entries.get(caseId)!),
    gone: expected.filter(({ caseId }) => judged.get(caseId)?.verdict === 'pass'),
    notRun: expected.filter(({ caseId }) => !judged.has(caseId)),
  };
}
