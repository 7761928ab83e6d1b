import type { Judgement } from '../judge/judgement.js';
import type { SpecRow } from '../judge/spec-row.js';
import { type Verdict, worst } from '../judge/verdict.js';
import type { RunEnded, RunEvent } from './events.js';
import type { AreaSummary, CaseResult, Counts, SpecResult } from './results.js';

/** Counts cases by verdict; a case that PICS excludes counts as not applicable and as nothing else. */
export function countCases(cases: readonly Pick<CaseResult, 'verdict' | 'applicable'>[]): Counts {
  const counted = cases.filter(({ applicable }) => applicable);
  const of = (verdict: Verdict): number => counted.filter((one) => one.verdict === verdict).length;
  return {
    pass: of('pass'),
    inconc: of('inconc'),
    fail: of('fail'),
    error: of('error'),
    notApplicable: cases.length - counted.length,
    total: cases.length,
  };
}

/** One summary an area, in the order in which the areas first appear. */
export function summariseAreas(cases: readonly CaseResult[]): AreaSummary[] {
  const areas = new Map<string, CaseResult[]>();
  for (const one of cases) areas.set(one.area, [...(areas.get(one.area) ?? []), one]);
  return [...areas].map(([area, members]) => {
    const applicable = members.filter((one) => one.applicable);
    // A requirement is covered once a case that bears on it has come to a conclusion.
    const concluded = applicable.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
    return {
      area,
      counts: countCases(members),
      verdict: applicable.reduce((verdict: Verdict, one) => worst(verdict, one.verdict), 'none'),
      requirements: {
        covered: new Set(concluded.flatMap(({ requirements }) => requirements)).size,
        applicable: new Set(applicable.flatMap(({ requirements }) => requirements)).size,
      },
    };
  });
}

/** Each row of the table with its judgements, in the order of the table. */
export function collectSpec(rows: readonly SpecRow[], events: readonly RunEvent[]): SpecResult[] {
  const judged = new Map<string, { judgement: Judgement; caseId: string | undefined }[]>();
  for (const event of events) {
    if (event.type !== 'judgement') continue;
    const { judgement, caseId } = event;
    judged.set(judgement.row, [...(judged.get(judgement.row) ?? []), { judgement, caseId }]);
  }
  return rows.map((row) => {
    const found = judged.get(row.id) ?? [];
    return {
      row,
      verdict: found.reduce((verdict: Verdict, { judgement }) => worst(verdict, judgement.verdict), 'none'),
      judgements: found.map(({ judgement }) => withoutSamples(judgement)),
      cases: [...new Set(found.map(({ caseId }) => caseId).filter((id) => id !== undefined))],
    };
  });
}

/** The single readings stay in the journal and in the evidence: results hold what was made of them. */
function withoutSamples(judgement: Judgement): Judgement {
  const { samples: _samples, ...measurement } = judgement.measurement;
  return { ...judgement, measurement };
}

export interface Overall {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly exitCode: 0 | 1 | 2 | 3;
}

/**
 * The run's verdict: the worst of its cases and judgements. A run without an end is an error, one that was stopped is at
 * least inconclusive, and one in which nothing applied is not a pass.
 */
export function overallVerdict(
  cases: readonly CaseResult[],
  spec: readonly SpecResult[],
  ended: RunEnded | undefined,
): Overall {
  const applicable = cases.filter((one) => one.applicable);
  const counts = countCases(cases);
  const fromCases = applicable.reduce((verdict: Verdict, one) => worst(verdict, one.verdict), 'none');
  const found = spec.reduce((verdict: Verdict, { verdict: next }) => worst(verdict, next), fromCases);
  const sum = `${counts.pass} of ${applicable.length} applicable cases passed`;
  if (ended === undefined) return overall('error', `INCOMPLETE: the record has no end. ${sum}.`);
  const because = ended.reason === undefined ? '' : ` (${ended.reason})`;
  if (ended.ending === 'aborted') return overall('error', `The run was aborted${because}. ${sum}.`);
  if (ended.ending === 'timed-out') return overall(worst(found, 'inconc'), `The run timed out${because}. ${sum}.`);
  if (ended.ending === 'stopped') return overall(worst(found, 'inconc'), `The run was stopped${because}. ${sum}.`);
  if (found === 'none') return overall('inconc', 'Nothing applied in this run, so nothing was shown.');
  const rows = spec.filter(({ verdict }) => verdict !== 'none');
  const passed = rows.filter(({ verdict }) => verdict === 'pass').length;
  const table = rows.length === 0 ? '' : `, ${passed} of ${rows.length} measured rows of the spec table are met`;
  return overall(found, `${sum}${table}.`);
}

function overall(verdict: Verdict, reason: string): Overall {
  const exitCodes = { none: 2, pass: 0, inconc: 2, fail: 1, error: 3 } as const;
  return { verdict, reason, exitCode: exitCodes[verdict] };
}
