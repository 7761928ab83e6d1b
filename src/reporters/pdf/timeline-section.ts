import type { SessionChain, SessionSignature, SessionTimeline, TimelineRow } from '../../record/events.js';
import { duration, number } from '../format.js';
import { encodingText, signedElements, signerText } from '../signature-text.js';
import { verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** After the cases: whole sessions, each message against its timer, the chains that were shown and the signatures. */
export function drawTimelines(sheet: Sheet, { results }: ReportContext): void {
  const drawn = new Map<string, string>();
  for (const timeline of results.timelines) {
    sheet.heading(`Session: ${timeline.title}`, Math.min(timeline.rows.length * 18 + 60, 520));
    sheet.paragraph(
      `${timeline.caseId}, ${timeline.security}. Times are capture time on the vehicle's interface; the timer is ${timers(timeline.rows)}.`,
      { size: 7.5, colour: paper.muted },
    );
    drawRows(sheet, timeline.rows);
    drawChains(sheet, timeline, drawn);
    if (timeline.signatures !== undefined) drawSignatures(sheet, timeline.signatures);
  }
}

function drawRows(sheet: Sheet, rows: readonly TimelineRow[]): void {
  drawTable(
    sheet,
    [
      { title: 'At, ms', share: 1, align: 'right' },
      { title: 'Request', share: 3.2 },
      { title: 'Answer', share: 3 },
      { title: 'Slowest, ms', share: 1.2, align: 'right' },
      { title: 'Timer', share: 0.9, align: 'right' },
    ],
    rows.map((row): Cell[] => {
      const slowest = row.slowestMs.toFixed(2);
      const { icon, colour } = verdictStyles.fail;
      return [
        number(Number(row.atMs.toFixed(1))),
        { text: `${row.request}${row.count === 1 ? '' : `  × ${row.count}`}`, face: 'mono' },
        { text: row.responseCode ?? row.response, face: 'mono' },
        row.slowestMs > row.timerMs ? { text: `${slowest} ${icon}`, colour } : slowest,
        duration(row.timerMs),
      ];
    }),
  );
}

/** @param drawn titles of the sessions whose chains stand above, by the chains: the same are not drawn twice */
function drawChains(
  sheet: Sheet,
  { title, chains, certificates }: Pick<SessionTimeline, 'title' | 'chains' | 'certificates'>,
  drawn: Map<string, string>,
): void {
  for (const { use, subject, fingerprint, notAfter } of chains === undefined ? (certificates ?? []) : []) {
    sheet.facts([[use, `${subject}\nuntil ${notAfter.slice(0, 10)}, SHA-256 ${fingerprint}`]]);
  }
  if (chains === undefined || chains.length === 0) return;
  const key = JSON.stringify(chains);
  const before = drawn.get(key);
  if (before !== undefined) {
    const owners = chains.map(({ owner }) => owner).join(', ');
    sheet.paragraph(
      `Certificate chains (${owners}): the same, certificate by certificate, as in the session "${before}" above.`,
      {
        size: 7.5,
        colour: paper.muted,
      },
    );
    return;
  }
  drawn.set(key, title);
  label(sheet, 'Certificate chains, leaf first');
  drawTable(
    sheet,
    [
      { title: 'Chain', share: 1.5 },
      { title: 'Certificate', share: 3.5 },
      { title: 'Until', share: 1.3 },
      { title: 'SHA-256', share: 2.75 },
      { title: 'Verified', share: 1.5 },
    ],
    chains.flatMap(chainRows),
  );
}

function chainRows({ owner, shownIn, verdict, detail, certificates }: SessionChain): Cell[][] {
  return certificates.map(({ subject, notAfter, fingerprint }, index): Cell[] => [
    index === 0 ? { text: owner, note: `shown in ${shownIn}` } : '',
    { text: subject, note: index === certificates.length - 1 ? detail : '' },
    notAfter.slice(0, 10),
    { text: fingerprint, face: 'mono', size: 5.8 },
    index === 0 ? { verdict } : '',
  ]);
}

function drawSignatures(sheet: Sheet, signatures: readonly SessionSignature[]): void {
  label(sheet, 'XML signatures, verified from the recorded bytes');
  drawTable(
    sheet,
    [
      { title: 'Message and signed elements', share: 3.5 },
      { title: 'Signed by', share: 1.9 },
      { title: 'Algorithm', share: 2.4 },
      { title: 'Outcome', share: 2.2 },
    ],
    signatures.map((signature): Cell[] => {
      const { message, from, count, algorithm, verdict, detail } = signature;
      const { icon, colour } = verdictStyles[verdict];
      return [
        {
          text: `${message}${count === 1 ? '' : `  × ${count}`}`,
          note: `from the ${from}: ${signedElements(signature)}`,
        },
        { text: signature.signer, note: signature.subject ?? signerText(signature) },
        { text: algorithm, note: encodingText(signature) },
        { text: `${icon} ${detail}`, colour },
      ];
    }),
  );
}

/** Heads a table inside of a session. */
function label(sheet: Sheet, text: string): void {
  sheet.ensure(60);
  sheet.paragraph(text, { face: 'bold', size: 8, colour: paper.muted, gap: 2 });
}

/** Names of the timers in use, without repeats. */
function timers(rows: readonly { readonly timer: string }[]): string {
  return [...new Set(rows.map(({ timer }) => timer))].join(', ');
}
