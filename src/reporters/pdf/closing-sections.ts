import { expectedRows } from '../expected-text.js';
import { bytes, dateTime, number, withUnit } from '../format.js';
import { verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import { glossary } from './glossary.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** Sections 13 to 16 and the annex. */
export function drawClosing(sheet: Sheet, context: ReportContext): void {
  drawPrompts(sheet, context);
  drawRemarks(sheet, context);
  drawConformity(sheet, context);
  drawEvidence(sheet, context);
  drawAnnex(sheet, context);
}

function drawPrompts(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Manual checks and prompts');
  if (results.prompts.length === 0) {
    sheet.nothing('Nothing was asked of a person in this run.');
    return;
  }
  const rows = results.prompts.map(({ question, answer, by, at, photo }): Cell[] => {
    const hash = results.evidence.find(({ path }) => path === photo)?.sha256;
    const picture = photo === undefined ? '–' : `${photo}${hash === undefined ? '' : `\n${hash}`}`;
    return [question, answer, by ?? '–', dateTime(at), { text: picture, size: 6.4 }];
  });
  drawTable(
    sheet,
    [
      { title: 'Question', share: 3 },
      { title: 'Answer', share: 1.4 },
      { title: 'By', share: 1 },
      { title: 'When', share: 1.5 },
      { title: 'Photograph', share: 1.4 },
    ],
    rows,
  );
}

const marks = { anomaly: 'Anomaly', warning: 'Warning', opinion: 'Opinion', recommendation: 'Recommendation' } as const;

function drawRemarks(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Anomalies, warnings and opinions');
  if (results.warnings.length === 0) sheet.nothing('None.');
  else {
    const rows = results.warnings.map(({ mark, text, code, caseId }): Cell[] => [
      { text: marks[mark ?? 'warning'], face: 'bold' },
      `${text}${code === undefined ? '' : ` (${code})`}`,
      { text: caseId ?? '', face: 'mono' },
    ]);
    drawTable(
      sheet,
      [
        { title: 'What', share: 1.8 },
        { title: 'Text', share: 5 },
        { title: 'Case', share: 2 },
      ],
      rows,
    );
  }
  drawExpected(sheet, results);
  sheet.facts([['Next verification due', results.scope?.nextVerificationDue ?? 'not agreed']]);
}

/** Known verdicts of a file of the user beside those of the run; the run's verdict does not depend on them. */
function drawExpected(sheet: Sheet, results: ReportContext['results']): void {
  const rows = expectedRows(results);
  if (rows === undefined) return;
  sheet.heading('Known results');
  sheet.paragraph(
    `Held against ${results.expected?.list.name ?? ''} (SHA-256 ${results.expected?.list.sha256 ?? ''}). What is known there is not forgiven here: each case keeps its verdict.`,
  );
  if (rows.length === 0) sheet.nothing('Nothing in this run differs from a pass.');
  else
    drawTable(
      sheet,
      [
        { title: 'What', share: 1 },
        { title: 'Verdict', share: 0.8 },
        { title: 'Case', share: 3 },
        { title: 'What is known', share: 4 },
      ],
      rows.map(({ what, verdict, caseId, text }): Cell[] => [what, verdict, { text: caseId, face: 'mono' }, text]),
    );
}

function drawConformity(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Statement of conformity');
  const { verdict, run, scope } = results;
  const style = verdictStyles[verdict];
  const words = {
    pass: 'Everything that was tested and applies conforms to the requirements listed in this report.',
    inconc: 'No statement of conformity is made: at least one requirement could not be decided.',
    fail: 'The item does not conform: at least one requirement listed in this report is not met.',
    error: 'No statement of conformity is made: the harness or the bench failed.',
    none: 'No statement of conformity is made: nothing was tested.',
  }[verdict];
  sheet.paragraph(
    `${style.icon} ${style.word}: ${run.complete ? words : `No statement of conformity is made: the run did not reach its end. ${verdict === 'fail' ? words : ''}`.trim()}`,
    { face: 'bold', size: 9.5, colour: style.colour },
  );
  sheet.paragraph(results.verdictReason);
  const rules = new Set(
    results.spec.filter(({ judgements }) => judgements.length > 0).map(({ row }) => row.decisionRule),
  );
  sheet.facts([
    ['Decision rule', scope?.decisionRule ?? 'none was agreed beforehand; the rules of the spec table applied'],
  ]);
  const risks = [
    rules.has('guarded')
      ? 'Guarded acceptance: a pass needs the value with its expanded uncertainty (k = 2) inside the limit; at the limit the risk of a false acceptance is at most 2.3 %. What straddles the limit is inconclusive.'
      : '',
    rules.has('simple')
      ? 'Simple acceptance: the value alone was held against the limit; near the limit the risk of a false decision reaches 50 %.'
      : '',
    rules.has('exact-binomial')
      ? 'Proportions: one-sided exact (Clopper-Pearson) bounds; the risk of a false pass or fail is at most 5 % for each row.'
      : '',
    rules.has('order-statistic')
      ? 'Percentiles: distribution-free bounds by order statistics; the risk of a false decision is at most 5 % for each row.'
      : '',
    rules.has('presence') ? 'Presence: a fact is there or it is not; no risk is stated.' : '',
    'A protocol case passes when every observation agrees with the requirement; a deviation before the tested step is inconclusive.',
  ];
  for (const risk of risks.filter((text) => text !== '')) sheet.paragraph(risk);
  sheet.paragraph(
    'The results relate only to the items tested, in the state and at the time described. This report shall not be reproduced except in full.',
  );
  sheet.facts([
    [
      'Amendments',
      scope?.amends === undefined
        ? 'This report amends no other.'
        : `Amends ${scope.amends.reportId}: ${scope.amends.reason}`,
    ],
  ]);
}

function drawEvidence(sheet: Sheet, { results, resultsSha256 }: ReportContext): void {
  sheet.section('Evidence manifest');
  const rows = results.evidence.map((one): Cell[] => [
    `${one.path}${one.withheld === true ? '\n(withheld by the site)' : ''}`,
    `${one.description}${one.from === undefined ? '' : `\n${dateTime(one.from)} to ${one.to === undefined ? '–' : dateTime(one.to)}`}`,
    bytes(one.size),
    { text: one.sha256, face: 'mono' },
  ]);
  if (rows.length === 0) sheet.nothing('No evidence files were taken.');
  else
    drawTable(
      sheet,
      [
        { title: 'File', share: 1.9 },
        { title: 'What it is', share: 2.3 },
        { title: 'Size', share: 0.8, align: 'right' },
        { title: 'SHA-256', share: 2.6 },
      ],
      rows,
    );
  sheet.facts([
    ['results.json', resultsSha256, 'mono'],
    ['Journal', `events.jsonl, ${number(results.record.events)} events, last hash\n${results.record.head}`, 'mono'],
  ]);
  const held = results.evidence.some(({ withheld }) => withheld === true);
  if (held)
    sheet.paragraph(
      'Files marked as withheld were taken and hashed; the site does not hand them over, so they cannot be checked here.',
      { size: 7.5, colour: paper.muted },
    );
}

function drawAnnex(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Annex');
  sheet.heading('Uncertainty budgets');
  const budgets = results.measurements.filter(({ budget }) => (budget?.length ?? 0) > 0);
  if (budgets.length === 0) sheet.nothing('No measurement of this run carries a budget.');
  for (const { id, unit, budget = [], U } of budgets) {
    sheet.ensure(70);
    sheet.paragraph(`${id}, in ${unit}`, { face: 'bold', size: 8.5 });
    const combined = Math.hypot(...budget.map(({ u }) => u));
    const rows = [
      ...budget.map(({ source, evaluation, u }): Cell[] => [source, evaluation, number(u)]),
      [{ text: 'combined standard uncertainty', face: 'bold' as const }, 'root sum of squares', number(combined)],
      [
        { text: 'expanded uncertainty, k = 2', face: 'bold' as const },
        '',
        U === undefined ? '–' : withUnit(number(U), unit),
      ],
    ];
    drawTable(
      sheet,
      [
        { title: 'Source', share: 2.4 },
        { title: 'Evaluation', share: 3 },
        { title: `u in ${unit}`, share: 1, align: 'right' },
      ],
      rows,
    );
  }
  sheet.heading('Glossary');
  for (const [word, meaning] of glossary) sheet.facts([[word, meaning]]);
  sheet.y += 10;
  sheet.paragraph('End of report', { align: 'left', face: 'bold', size: 9, colour: paper.muted });
}
