import type { ShownVerdict } from '../verdict-style.js';
import { verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import type { Face } from './fonts.js';
import { contentWidth, page, type Sheet } from './sheet.js';

export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly align?: 'left' | 'right' | 'center';
}

export type Cell =
  | string
  | {
      readonly text: string;
      readonly face?: Face;
      readonly colour?: string;
      readonly size?: number;
      /** Small and pale below the text. */
      readonly note?: string;
    }
  | { readonly verdict: ShownVerdict };

const size = 7.6;
const lineHeight = 10.4;
const padding = 3.2;
const noteSize = 6.2;
const noteHeight = 8.2;
/** A cell never grows over this; the whole text is in results.json. */
const mostLines = 44;

interface LaidOut {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
}

/** A tagged table. Rows are never cut; the head is repeated on each page. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const widths = columns.map(({ share }) => (contentWidth * share) / sum);
  const table = sheet.container('Table');
  const body = rows.map((row) => row.map((cell, i) => layOut(sheet, cell, (widths[i] ?? 0) - 2 * padding)));
  const first = body[0] === undefined ? 0 : heightOf(body[0]);
  const head = columns.map(({ title }, i) =>
    layOut(sheet, { text: title, face: 'bold', colour: paper.muted, size: 7.2 }, (widths[i] ?? 0) - 2 * padding),
  );
  sheet.ensure(heightOf(head) + first + 4);
  drawRow(sheet, table, columns, widths, head, true);
  for (const row of body) {
    if (sheet.ensure(heightOf(row))) drawRow(sheet, table, columns, widths, head, true);
    drawRow(sheet, table, columns, widths, row, false);
  }
  table.end();
  sheet.y += 8;
}

function heightOf(row: readonly LaidOut[]): number {
  const heights = row.map(({ lines, notes }) => lines.length * lineHeight + notes.length * noteHeight);
  return Math.max(...heights, lineHeight) + 2 * padding;
}

function layOut(sheet: Sheet, cell: Cell, width: number): LaidOut {
  if (typeof cell === 'object' && 'verdict' in cell) {
    const style = verdictStyles[cell.verdict];
    const lines = sheet.wrap(`${style.icon}\u00a0${style.word}`, width, { face: 'bold', size: 6.8 });
    return { lines, notes: [], face: 'bold', size: 6.8, colour: style.colour };
  }
  const given: Exclude<Cell, string | { verdict: ShownVerdict }> = typeof cell === 'string' ? { text: cell } : cell;
  const face = given.face ?? 'sans';
  const used = given.size ?? (face === 'mono' ? 6.6 : size);
  const all = sheet.wrap(given.text, width, { face, size: used });
  const lines = all.length > mostLines ? [...all.slice(0, mostLines - 1), '… (whole text in results.json)'] : all;
  const notes = given.note === undefined || given.note === '' ? [] : sheet.wrap(given.note, width, { size: noteSize });
  return { lines, notes: notes.slice(0, mostLines / 2), face, size: used, colour: given.colour ?? paper.ink };
}

function drawRow(
  sheet: Sheet,
  table: PDFKit.PDFStructureElement,
  columns: readonly Column[],
  widths: readonly number[],
  row: readonly LaidOut[],
  isHead: boolean,
): void {
  const height = heightOf(row);
  const top = sheet.y;
  sheet.artifact(() => {
    if (isHead) sheet.doc.rect(page.left, top, contentWidth, height).fill(paper.ground);
    sheet.doc
      .moveTo(page.left, top + height)
      .lineTo(page.right, top + height)
      .lineWidth(0.5)
      .stroke(paper.line);
  });
  const element = sheet.container('TR', table);
  let x = page.left;
  for (const [i, cell] of row.entries()) {
    const width = (widths[i] ?? 0) - 2 * padding;
    const left = x + padding;
    const { face, colour } = cell;
    const style = { face, colour, size: cell.size, align: columns[i]?.align ?? 'left', width } as const;
    const draw = (): void => {
      sheet.lines(cell.lines, left, top + padding + (size - cell.size) * 0.8, lineHeight, style);
      const below = top + padding + cell.lines.length * lineHeight;
      sheet.lines(cell.notes, left, below, noteHeight, { size: noteSize, colour: paper.muted });
    };
    sheet.tagged(isHead ? 'TH' : 'TD', draw, isHead ? { scope: 'Column' } : {}, element);
    x += widths[i] ?? 0;
  }
  element.end();
  sheet.y = top + height;
}
