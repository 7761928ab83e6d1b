import { casesText, coverageSentence, openRequirements } from '../coverage-text.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** Requirement, verdict, cases: the matrix of each standard that the run's cases are about, and what none of them looked at. */
export function drawCoverage(sheet: Sheet, { results }: ReportContext): void {
  if (results.coverage === undefined) return;
  sheet.section('Requirement coverage');
  for (const coverage of results.coverage) {
    sheet.heading(coverage.standard);
    sheet.paragraph(coverageSentence(coverage));
    const rows = coverage.requirements
      .filter(({ cases }) => cases.length > 0)
      .map((row): Cell[] => [
        { text: row.id, face: 'mono' },
        { verdict: row.verdict },
        row.topic,
        { text: casesText(row), size: 6.4 },
      ]);
    const columns = [
      { title: 'Requirement', share: 1.1 },
      { title: 'Verdict', share: 1.2 },
      { title: 'Topic', share: 1.6 },
      { title: 'Cases', share: 5 },
    ];
    if (rows.length > 0) drawTable(sheet, columns, rows);
    for (const [why, ids] of openRequirements(coverage)) {
      sheet.paragraph(`Not looked at (${why}): ${ids.join(', ')}.`, { size: 7.5, colour: paper.muted });
    }
  }
}
