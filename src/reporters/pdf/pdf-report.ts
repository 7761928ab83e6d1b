import { createHash } from 'node:crypto';
import type { Results } from '../../record/results.js';
import { levelWords } from '../format.js';
import { drawAbout } from './about-sections.js';
import { drawCases } from './case-sections.js';
import { drawClosing } from './closing-sections.js';
import { paper } from './colours.js';
import { drawCover } from './cover.js';
import { drawCoverage } from './coverage-section.js';
import { drawMeasurements } from './measurement-sections.js';
import type { SignerFacts } from './report-context.js';
import { contentWidth, page, Sheet } from './sheet.js';
import { drawAreas, drawSpec } from './summary-sections.js';
import { drawTimelines } from './timeline-section.js';

export interface PdfReportOptions {
  readonly results: Results;
  /** The bytes of `results.json`: they are embedded as they are. */
  readonly resultsJson: Uint8Array;
  /** Named on the cover when somebody will sign. */
  readonly signer?: SignerFacts | undefined;
  /** Prints DEMO across each page: a simulated item, or a throw-away key. */
  readonly demo?: boolean;
}

/**
 * The report as PDF/A-3b, tagged, with `results.json` inside (AFRelationship /Data), not yet signed. The same results
 * give the same bytes: the only date in it is the end of the run.
 */
export async function pdfReport(options: PdfReportOptions): Promise<Buffer> {
  const { results, resultsJson } = options;
  const resultsSha256 = createHash('sha256').update(resultsJson).digest('hex');
  const created = new Date(results.run.endedAt);
  const demo = options.demo ?? results.run.demo;
  const context = { results, resultsSha256, signer: options.signer };
  const sheet = new Sheet({
    title: `${results.run.title} – ${results.run.id}`,
    subject: `${levelWords[results.run.level]} report`,
    author: results.parties.find(({ role }) => role === 'laboratory' || role === 'contractor')?.name ?? 'plumbline',
    creationDate: created,
    demo,
  });
  drawCover(sheet, context);
  drawAbout(sheet, context);
  drawAreas(sheet, context);
  drawSpec(sheet, context);
  drawCases(sheet, context);
  drawCoverage(sheet, context);
  drawTimelines(sheet, context);
  drawMeasurements(sheet, context);
  drawClosing(sheet, context);
  sheet.embed('results.json', 'application/json', resultsJson, 'The results of this report as data', created);
  return sheet.finish((index, count) => furnish(sheet, results, resultsSha256, demo, index, count));
}

/** Head and foot of each page: report id, page x of y, hash prefix; what is wrong with the report stands on every page. */
function furnish(sheet: Sheet, results: Results, hash: string, demo: boolean, index: number, count: number): void {
  const y = page.height - 40;
  sheet.doc.markContent('Artifact', { type: 'Pagination' });
  sheet.doc
    .moveTo(page.left, y - 6)
    .lineTo(page.right, y - 6)
    .lineWidth(0.5)
    .stroke(paper.line);
  const style = { size: 7, colour: paper.muted, width: contentWidth } as const;
  sheet.line(`Report ${results.run.id}`, page.left, y, style);
  sheet.line(`page ${index + 1} of ${count}`, page.left, y, { ...style, align: 'center' });
  sheet.line(`results.json ${hash.slice(0, 16)}`, page.left, y, { ...style, align: 'right', face: 'mono', size: 6.6 });
  if (index > 0) sheet.line(results.run.title, page.left, 34, style);
  const marks = [
    demo ? 'DEMO: not a certificate' : '',
    results.run.complete ? '' : 'INCOMPLETE: the run did not reach its end',
  ];
  const mark = marks.filter((word) => word !== '').join('   ');
  sheet.line(mark, page.left, 34, { ...style, align: 'right', face: 'bold', colour: '#8a4b00' });
  sheet.doc.endMarkedContent();
}
