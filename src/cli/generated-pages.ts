import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specRowMap } from '../../suites/site/spec-row-map.js';
import { timerTables } from '../../suites/timers/load-timers.js';
import type { ErrorEntry } from '../base/error-entry.js';
import { errorTable, PlumblineError } from '../base/errors.js';
import { projectRoot } from '../base/project-root.js';
import { parseSpecTable } from '../judge/spec-table.js';
import { specTablePage } from '../judge/spec-table-page.js';
import { faultsPage } from './faults/faults-page.js';
import { proceduresPage } from './procedures-page.js';
import { specRowsPage } from './spec-rows-page.js';
import { timersPage } from './timers-page.js';

/** The documentation pages that are made from tables of the code, by path in the project. */
export async function generatedPages(): Promise<Record<string, string>> {
  return {
    'docs/errors.md': errorsPage(),
    'docs/spec-table.md': specTablePage(specTable()),
    'docs/spec-rows.md': specRowsPage(specTable().rows, specRowMap()),
    'docs/sep2-procedures.md': proceduresPage(),
    'docs/faults.md': faultsPage(),
    'docs/timers.md': timersPage(timerTables()),
  };
}

function errorsPage(): string {
  const lines = [
    '# Error codes',
    '',
    'Made from the tables in `src/base/error-codes/` by `npm run docs`. A code never changes its meaning. Each message names the',
    'place (file, line, interface) and the cure; `exit` is the exit code of a command that ends with it.',
  ];
  const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(errorTable);
  const rooms = [...new Set(entries.map(([code]) => code.split('-')[0] ?? ''))];
  for (const room of rooms) {
    lines.push('', `## ${room}`, '', '| code | what happened | cure | exit |', '| --- | --- | --- | --- |');
    const own = entries.filter(([code]) => code.startsWith(`${room}-`)).sort(([a], [b]) => a.localeCompare(b));
    for (const [code, { title, cure, exit }] of own)
      lines.push(`| ${code} | ${cell(title)} | ${cell(cure)} | ${exit} |`);
  }
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function specTable() {
  const file = join(projectRoot(), 'suites', 'spec-table.yaml');
  const table = parseSpecTable(readFileSync(file, 'utf8'));
  if (table.kind === 'problems')
    throw new PlumblineError('JUDGE-001', { place: file, detail: table.problems.join('; ') });
  return table;
}
