/** A line of a table of checks; `ok` undefined is a fact that is neither good nor bad. */
export interface CheckRow {
  readonly title: string;
  readonly ok: boolean | undefined;
  readonly detail: string;
  /** What to do about it. */
  readonly cure?: string | undefined;
}

const green = '\u001b[32m';
const red = '\u001b[31m';
const plain = '\u001b[0m';

/** Prints checks as a table with a mark for each; colours only on a terminal that wants them. */
export function printChecks(rows: readonly CheckRow[]): void {
  const coloured = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  const width = Math.max(...rows.map((row) => row.title.length));
  for (const row of rows) {
    const mark = row.ok === undefined ? '·' : row.ok ? '✔' : '✘';
    const colour = row.ok === undefined ? '' : row.ok ? green : red;
    const shown = coloured && colour !== '' ? `${colour}${mark}${plain}` : mark;
    console.log(`  ${shown} ${row.title.padEnd(width)}  ${row.detail}`);
    if (row.ok !== true && row.cure !== undefined) console.log(`    ${' '.repeat(width)}  cure: ${row.cure}`);
  }
}
