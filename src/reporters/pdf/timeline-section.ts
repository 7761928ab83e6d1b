import { duration, number } from '../format.js';
import { verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** After the cases: whole sessions, each message against its timer, the station's chain and the signatures. */
export function drawTimelines(sheet: Sheet, { results }: ReportContext): void {
  for (const timeline of results.timelines) {
    sheet.heading(`Session: ${timeline.title}`);
    sheet.paragraph(
      `${timeline.caseId}, ${timeline.security}. Times are capture time on the vehicle's interface; the timer is ${timers(timeline.rows)}.`,
      {
        size: 7.5,
        colour: paper.muted,
      },
    );
    const rows = timeline.rows.map((row): Cell[] => {
      const late = row.slowestMs > row.timerMs;
      return [
        number(Number(row.atMs.toFixed(1))),
        { text: `${row.request}${row.count === 1 ? '' : `  × ${row.count}`}`, face: 'mono' },
        { text: row.responseCode ?? row.response, face: 'mono' },
        late ? { text: `${row.slowestMs.toFixed(2)} ✘`, colour: '#a61b1b' } : row.slowestMs.toFixed(2),
        duration(row.timerMs),
      ];
    });
    drawTable(
      sheet,
      [
        { title: 'At, ms', share: 1, align: 'right' },
        { title: 'Request', share: 3.2 },
        { title: 'Answer', share: 3 },
        { title: 'Slowest, ms', share: 1.2, align: 'right' },
        { title: 'Timer', share: 0.9, align: 'right' },
      ],
      rows,
    );
    for (const { use, subject, fingerprint, notAfter } of timeline.certificates ?? []) {
      sheet.facts([[use, `${subject}\nuntil ${notAfter.slice(0, 10)}, SHA-256 ${fingerprint}`]]);
    }
    for (const { message, signer, verdict, detail } of timeline.signatures ?? []) {
      sheet.facts([[`Signature ${verdictStyles[verdict].icon}`, `${message}, by ${signer}: ${detail}`]]);
    }
  }
}

/** Names of the timers in use, without repeats. */
function timers(rows: readonly { readonly timer: string }[]): string {
  return [...new Set(rows.map(({ timer }) => timer))].join(', ');
}
