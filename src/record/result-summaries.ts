import type { CaseOutcome } from '../judge/case-verdict.js';
import type { Judgement } from '../judge/judgement.js';
import { exitCodeOf, runVerdict } from '../judge/run-verdict.js';
import type { SpecRow } from '../judge/spec-row.js';
import { type Verdict, worst } from '../judge/verdict.js';
import type { RunEnded, RunEvent } from './events.js';
import type { AreaSummary, CaseResult, Counts, SpecResult } from './results.js';

/**
 * Counts cases by verdict; a case that PICS excludes counts as not applicable, an experimental one as experimental, and
 * neither as anything else.
 */
export function countCases(cases: readonly Pick<CaseResult, 'verdict' | 'applicable' | 'maturity'>[]): Counts {
  const applicable = cases.filter((one) => one.applicable);
  const counted = applicable.filter(weighs);
  const of = (verdict: Verdict): number => counted.filter((one) => one.verdict === verdict).length;
  return {
    pass: of('pass'),
    inconc: of('inconc'),
    fail: of('fail'),
    error: of('error'),
    notApplicable: cases.length - applicable.length,
    ...(applicable.length === counted.length ? {} : { experimental: applicable.length - counted.length }),
    total: cases.length,
  };
}

/** The verdict of an experimental case is shown, and moves nothing. */
function weighs({ maturity }: Pick<CaseResult, 'maturity'>): boolean {
  return maturity !== 'experimental';
}

/** One summary an area, in the order in which the areas first appear. */
export function summariseAreas(cases: readonly CaseResult[]): AreaSummary[] {
  const areas = new Map<string, CaseResult[]>();
  for (const one of cases) areas.set(one.area, [...(areas.get(one.area) ?? []), one]);
  return [...areas].map(([area, members]) => {
    const applicable = members.filter((one) => one.applicable && weighs(one));
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
 * The run's verdict: the worst of its cases and of the judgements outside of cases. A run without an end, stopped or
 * timed out, or with fewer cases than planned, may not pass; an aborted one is an error (`src/judge/run-verdict.ts` has the rest).
 */
export function overallVerdict(
  cases: readonly CaseResult[],
  spec: readonly SpecResult[],
  run: { readonly ended: RunEnded | undefined; readonly picsGiven: boolean; readonly planned?: number | undefined },
): Overall {
  const weighing = cases.filter(weighs);
  const experiments = new Set(cases.filter((one) => !weighs(one)).map(({ caseId }) => caseId));
  const judged = spec.filter(
    (row) => row.verdict !== 'none' && (row.cases.length === 0 || row.cases.some((id) => !experiments.has(id))),
  );
  // A run of the spec table alone has rows in place of cases.
  const outcome = runVerdict(cases.length > 0 || judged.length === 0 ? weighing : judged.map(asCase), {
    picsGiven: run.picsGiven || cases.every(({ pics }) => pics === undefined || pics === ''),
    complete: run.ended !== undefined,
  });
  const reasons = [outcome.reason];
  let verdict: Verdict = judged.reduce((so: Verdict, row) => worst(so, row.verdict), outcome.verdict);
  if (run.ended !== undefined && run.ended.ending !== 'finished') {
    const word = run.ended.ending === 'timed-out' ? 'timed out' : `was ${run.ended.ending}`;
    const because = run.ended.reason === undefined ? '' : ` (${run.ended.reason})`;
    verdict = worst(verdict, run.ended.ending === 'aborted' ? 'error' : 'inconc');
    reasons.unshift(`the run ${word}${because}`);
  }
  if (run.planned !== undefined && cases.length < run.planned) {
    verdict = worst(verdict, 'inconc');
    reasons.push(`${cases.length} of ${run.planned} planned cases ran`);
  }
  if (judged.length > 0) {
    const met = judged.filter((row) => row.verdict === 'pass').length;
    reasons.push(`${met} of ${judged.length} measured rows of the spec table are met`);
  }
  const text = reasons.join('; ');
  const incomplete = run.ended === undefined ? 'INCOMPLETE: ' : '';
  const reason = `${incomplete}${incomplete === '' ? text.charAt(0).toUpperCase() + text.slice(1) : text}.`;
  return { verdict, reason, exitCode: exitCodeOf(verdict) };
}

function asCase(row: SpecResult): CaseOutcome {
  return { verdict: row.verdict, ending: 'finished', applicable: true, reason: row.judgements[0]?.reason ?? '' };
}
