import type { SpecRow } from '../../judge/spec-row.js';
import { limit, measured, number, ruleWords, uncertainty, whyOpen, withUnit } from '../format.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** Section 7: the areas with what came of them and how far the requirements are covered. */
export function drawAreas(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Summary by area');
  if (results.areas.length === 0) {
    sheet.nothing('No case was run.');
    return;
  }
  const count = (value: number): string => (value === 0 ? '·' : String(value));
  const rows = results.areas.map(({ area, verdict, counts, requirements }): Cell[] => [
    area,
    { verdict: verdict === 'none' ? 'not-applicable' : verdict },
    count(counts.pass),
    count(counts.inconc),
    count(counts.fail),
    count(counts.error),
    count(counts.notApplicable),
    `${requirements.covered} of ${requirements.applicable}`,
  ]);
  const numeric = (title: string, share: number) => ({ title, share, align: 'right' as const });
  drawTable(
    sheet,
    [
      { title: 'Area', share: 2.2 },
      { title: 'Verdict', share: 1.4 },
      numeric('Pass', 0.6),
      numeric('Inconc.', 0.75),
      numeric('Fail', 0.6),
      numeric('Error', 0.65),
      numeric('N/A', 0.6),
      numeric('Requirements', 1.2),
    ],
    rows,
  );
  sheet.paragraph('Requirements: those on which a case came to a conclusion (pass or fail), of those that apply.', {
    size: 7.5,
    colour: paper.muted,
  });
}

/** Section 8: every row of the spec table, measured or not. */
export function drawSpec(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Spec table');
  if (results.spec.length === 0) {
    sheet.nothing('The spec table of this run is empty.');
    return;
  }
  const rows = results.spec.flatMap(({ row, judgements }): Cell[][] =>
    judgements.map((judgement) => [
      { verdict: judgement.verdict },
      { text: row.requirement, note: sourceText(row, judgement) },
      measured(judgement, row),
      uncertainty(judgement, row),
      limit(row),
      judgement.margin === undefined ? '–' : withUnit(number(judgement.margin), row.unit),
      ruleWords[row.decisionRule],
    ]),
  );
  const columns = [
    { title: 'Verdict', share: 1.65 },
    { title: 'Requirement, source and evidence', share: 3.7 },
    { title: 'Measured', share: 1.15, align: 'right' as const },
    { title: 'Uncertainty', share: 1.4, align: 'right' as const },
    { title: 'Limit', share: 1.35, align: 'right' as const },
    { title: 'Margin', share: 1.15, align: 'right' as const },
    { title: 'Rule', share: 1.3 },
  ];
  if (rows.length > 0) drawTable(sheet, columns, rows);
  drawReasons(sheet, results.spec);
  drawOpenRows(sheet, results.spec);
}

/** Labels printed with a measurement; all are in results.json. */
const mostLabels = 4;

type Judged = ReportContext['results']['spec'][number]['judgements'][number];

/** Where the limit comes from, which of several like measurements it is (path, direction, neighbour), and the evidence. */
function sourceText(row: SpecRow, { measurement }: Judged): string {
  const clause = row.clause === '-' || row.clause === '' ? '' : `, ${row.clause}`;
  const memory = row.fromMemory === true ? ' (check against the standard)' : '';
  const evidence = measurement.evidence.map((path) => path.replace(/^evidence\//, '')).join(', ');
  const labels = Object.entries(measurement.labels ?? {}).map(([name, value]) => `${name} ${value}`);
  const what = labels.length === 0 ? '' : `\n${labels.slice(0, mostLabels).join(', ')}`;
  return `${row.standard}${clause}${memory}${what}${evidence === '' ? '' : `\nEvidence: ${evidence}`}`;
}

/** Why a row is not met, and what to do. */
function drawReasons(sheet: Sheet, spec: ReportContext['results']['spec']): void {
  for (const { row, judgements } of spec) {
    for (const judgement of judgements) {
      if (judgement.verdict === 'pass') continue;
      sheet.heading(`${row.id}: ${row.requirement}`, 40);
      sheet.facts([
        ['Why', judgement.reason],
        ['What to do', row.remedy],
        ['Samples', judgement.measurement.n === undefined ? undefined : number(judgement.measurement.n)],
        [
          'To settle it',
          judgement.furtherSamples === undefined
            ? undefined
            : `${number(judgement.furtherSamples)} further samples, if the rate holds`,
        ],
        ['Mind', judgement.caveats.join('\n')],
      ]);
    }
  }
}

function drawOpenRows(sheet: Sheet, spec: ReportContext['results']['spec']): void {
  const open = spec.filter(({ judgements }) => judgements.length === 0);
  if (open.length === 0) return;
  sheet.heading('Rows that were not measured in this run');
  const rows = open.map(({ row }): Cell[] => [row.id, row.requirement, limit(row), whyOpen(row)]);
  drawTable(
    sheet,
    [
      { title: 'Row', share: 1.6 },
      { title: 'Requirement', share: 3.2 },
      { title: 'Limit', share: 1.3 },
      { title: 'Why not', share: 2 },
    ],
    rows,
  );
}
