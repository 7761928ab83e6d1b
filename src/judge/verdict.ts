/** TTCN-3 verdicts (ETSI ES 201 873-1 clause 24): `none < pass < inconc < fail < error`. Only the engine sets `error`. */
export type Verdict = 'none' | 'pass' | 'inconc' | 'fail' | 'error';

/** How a case ended; kept apart from its verdict. */
export type Ending = 'finished' | 'aborted' | 'timed-out' | 'stopped';

/** All verdicts, from the weakest to the strongest. */
export const verdictOrder: readonly Verdict[] = ['none', 'pass', 'inconc', 'fail', 'error'];

/** The worse of two verdicts: a verdict only ever gets worse. */
export function worst(a: Verdict, b: Verdict): Verdict {
  return verdictOrder.indexOf(a) >= verdictOrder.indexOf(b) ? a : b;
}
