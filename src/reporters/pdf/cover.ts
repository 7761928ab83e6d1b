import QRCode from 'qrcode';
import { countsText, dateTime, levelWords, verdictWords } from '../format.js';
import { verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import { contentWidth, page, printable, type Sheet } from './sheet.js';

/** Where the boxes for signatures are on the first page, points from the top left corner. */
export const signatureBoxes = {
  technician: { x: page.left, y: 618, width: 162, height: 92 },
  approver: { x: page.left + 172, y: 618, width: 162, height: 92 },
} as const;

/** The first page: what was tested, the verdict, who signs, and how to check it. */
export function drawCover(sheet: Sheet, context: ReportContext): void {
  const { results } = context;
  const { run } = results;
  sheet.y = 74;
  sheet.tagged('P', () =>
    sheet.line(`${levelWords[run.level]} report`.toUpperCase(), page.left, sheet.y, {
      size: 9,
      colour: paper.accent,
      face: 'bold',
    }),
  );
  sheet.y += 22;
  const title = sheet.wrap(run.title, contentWidth, { face: 'bold', size: 24 }).slice(0, 3);
  sheet.tagged('Title', () => sheet.lines(title, page.left, sheet.y, 30, { face: 'bold', size: 24 }));
  sheet.y += title.length * 30 + 8;
  sheet.tagged('P', () => {
    sheet.line(`Report ${run.id}`, page.left, sheet.y, { size: 10, colour: paper.muted });
    sheet.line(dateTime(run.startedAt), page.left, sheet.y, {
      size: 10,
      colour: paper.muted,
      align: 'right',
      width: contentWidth,
    });
  });
  sheet.y += 26;
  drawVerdict(sheet, context);
  drawCounts(sheet, context);
  drawFacts(sheet, context);
  drawBoxes(sheet, context);
  drawSeal(sheet, context);
}

function drawVerdict(sheet: Sheet, { results }: ReportContext): void {
  const style = verdictStyles[results.verdict];
  const left = page.left + 66;
  const phrase = results.run.complete ? style.phrase : 'The run did not reach its end';
  const reason = sheet.wrap(results.verdictReason, contentWidth - 82, { size: 8.5 }).slice(0, 4);
  const height = 62 + reason.length * 12;
  sheet.artifact(() => {
    sheet.doc.roundedRect(page.left, sheet.y, contentWidth, height, 5).fill(style.ground);
    sheet.doc.rect(page.left, sheet.y + 6, 4, height - 12).fill(style.colour);
  });
  sheet.tagged('P', () => {
    sheet.line(style.icon, page.left + 20, sheet.y + height / 2 - 21, { size: 34, colour: style.colour });
    sheet.line(verdictWords(results), left, sheet.y + 12, { face: 'bold', size: 19, colour: style.colour });
    sheet.line(phrase, left, sheet.y + 37, { size: 10.5, colour: style.colour });
    sheet.lines(reason, left, sheet.y + 54, 12, { size: 8.5, colour: paper.ink });
  });
  sheet.y += height + 14;
}

function drawCounts(sheet: Sheet, { results }: ReportContext): void {
  const { counts } = results;
  const tiles = [
    ['pass', counts.pass],
    ['inconc', counts.inconc],
    ['fail', counts.fail],
    ['error', counts.error],
    ['not-applicable', counts.notApplicable],
  ] as const;
  const gap = 8;
  const width = (contentWidth - gap * (tiles.length - 1)) / tiles.length;
  sheet.artifact(() => {
    for (const i of tiles.keys()) {
      sheet.doc
        .roundedRect(page.left + i * (width + gap), sheet.y, width, 46, 4)
        .lineWidth(0.8)
        .stroke(paper.line);
    }
  });
  sheet.tagged(
    'P',
    () => {
      for (const [i, [verdict, count]] of tiles.entries()) {
        const left = page.left + i * (width + gap);
        const style = verdictStyles[verdict];
        const colour = count === 0 ? paper.muted : style.colour;
        sheet.line(String(count), left, sheet.y + 7, { face: 'bold', size: 16, colour, align: 'center', width });
        sheet.line(`${style.icon} ${style.word.toLowerCase()}`, left, sheet.y + 30, {
          size: 7.5,
          colour,
          align: 'center',
          width,
        });
      }
    },
    { actual: countsText(counts) },
  );
  sheet.y += 62;
}

function drawFacts(sheet: Sheet, { results }: ReportContext): void {
  const { run, scope } = results;
  const item = results.items[0];
  const made = [item?.make, item?.model, item?.serial].filter((part) => part !== undefined).join(', ');
  const issuer = results.parties.find(
    ({ role }) => role === 'issuer' || role === 'laboratory' || role === 'contractor',
  );
  const text = (value: string | undefined, lines: number): string | undefined =>
    value === undefined || value === ''
      ? undefined
      : shortened(sheet.wrap(value, contentWidth - 126, { size: 8.5 }), lines);
  sheet.facts([
    [
      'Item under test',
      text(item === undefined ? 'not described' : `${item.name}${made === '' ? '' : ` (${made})`}`, 2),
    ],
    ['Firmware', text(item?.firmware, 1)],
    ['Site', text(results.sites.map(({ name }) => name).join('; ') || 'not described', 2)],
    [
      'Issued by',
      text(issuer === undefined ? 'not named' : [issuer.name, issuer.organisation].filter(Boolean).join(', '), 1),
    ],
    ['Tested', `${dateTime(run.startedAt)} to ${dateTime(run.endedAt)}`],
    ['Cases', `${countsText(results.counts)} (${results.counts.total} in all)`],
    ['Decision rule', text(scope?.decisionRule ?? 'not agreed beforehand', 4)],
    ['Next due', text(scope?.nextVerificationDue, 1)],
    ['Amends', text(scope?.amends === undefined ? undefined : `${scope.amends.reportId}: ${scope.amends.reason}`, 2)],
  ]);
}

/** The first lines; an ellipsis says that there are more. */
function shortened(lines: readonly string[], most: number): string {
  return lines.length <= most ? lines.join('\n') : `${lines.slice(0, most).join('\n')} …`;
}

function drawBoxes(sheet: Sheet, context: ReportContext): void {
  const named = (role: 'technician' | 'approver'): string =>
    context.results.parties.find((party) => party.role === role)?.name ??
    (role === 'technician' ? (context.signer?.name ?? '') : '');
  for (const role of ['technician', 'approver'] as const) {
    const box = signatureBoxes[role];
    sheet.artifact(() =>
      sheet.doc.roundedRect(box.x, box.y, box.width, box.height, 4).lineWidth(0.8).stroke(paper.muted),
    );
    // The seal of the signature stands to the right of the name.
    const name = sheet.wrap(named(role), box.width - 56, { size: 8.5 }).slice(0, 2);
    sheet.tagged('P', () => {
      sheet.line(role === 'technician' ? 'Technician' : 'Approver', box.x + 8, box.y + 7, {
        face: 'bold',
        size: 8,
        colour: paper.muted,
      });
      sheet.lines(name, box.x + 8, box.y + 21, 11, { size: 8.5 });
      if (role === 'technician' && context.signer !== undefined) {
        const print = `cert. SHA-256 ${context.signer.fingerprint.slice(0, 16)}…`;
        sheet.line(print, box.x + 8, box.y + 44, { face: 'mono', size: 6.2, colour: paper.muted });
      }
      const words = role === 'technician' && context.signer !== undefined ? 'signed digitally' : 'date, signature';
      sheet.line(words, box.x + 8, box.y + box.height - 14, { size: 6.8, colour: paper.muted });
    });
    sheet.artifact(() => {
      const y = box.y + box.height - 18;
      sheet.doc
        .moveTo(box.x + 8, y)
        .lineTo(box.x + box.width - 8, y)
        .lineWidth(0.5)
        .stroke(paper.line);
    });
  }
}

/** QR code with the report id and the hash of results.json, and how to check the report. */
function drawSeal(sheet: Sheet, context: ReportContext): void {
  const box = signatureBoxes.approver;
  const side = 92;
  const left = page.right - side;
  const code = QRCode.create(`plumbline ${context.results.run.id} sha256:${context.resultsSha256}`, {
    errorCorrectionLevel: 'M',
  });
  const { size, data } = code.modules;
  const cell = side / size;
  sheet.tagged(
    'Figure',
    () => {
      for (let row = 0; row < size; row += 1) {
        for (let column = 0; column < size; column += 1) {
          if (data[row * size + column] === 1) sheet.doc.rect(left + column * cell, box.y + row * cell, cell, cell);
        }
      }
      sheet.doc.fill(paper.ink);
    },
    {
      alt: 'QR code with the report id and the SHA-256 of results.json',
      bbox: [left, box.y, page.right, box.y + side],
    },
  );
  sheet.tagged('P', () => {
    const y = box.y + side + 10;
    sheet.line('SHA-256 of results.json, which is embedded in this file:', page.left, y, {
      size: 7,
      colour: paper.muted,
    });
    sheet.line(printable(context.resultsSha256), page.left, y + 11, { face: 'mono', size: 7 });
    sheet.line(
      'plumbline verify FILE checks the signature, the embedded results and, beside its run folder, the whole record.',
      page.left,
      y + 24,
      { size: 7, colour: paper.muted },
    );
  });
  sheet.y = page.bottom;
}
