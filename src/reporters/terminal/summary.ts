import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Results } from '../../record/results.js';
import { runFiles } from '../../record/run-folder.js';
import { countsText, duration, limit, measured, verdictWords } from '../format.js';
import type { ShownVerdict } from '../verdict-style.js';
import { cut, harmless, indented, type Paint, type TerminalAbilities } from './ansi.js';

/** The closing tables: by area, the spec table, the verdict, and where the reports lie. */
export function summaryLines(results: Results, folder: string, paint: Paint, abilities: TerminalAbilities): string[] {
  return [
    '',
    ...areaTable(results, paint, abilities),
    ...specTable(results, paint, abilities),
    ...closing(results, folder, paint),
    '',
  ];
}

function areaTable(results: Results, paint: Paint, abilities: TerminalAbilities): string[] {
  if (results.areas.length === 0) return [];
  const room = Math.min(36, Math.max(...results.areas.map(({ area }) => area.length), 4));
  const head = `  ${'area'.padEnd(room)} ${['pass', 'inconc', 'fail', 'error', 'n/a'].map((word) => word.padStart(7)).join('')}  ${'requirements'.padStart(13)}`;
  const rows = results.areas.map(({ area, counts, requirements }) => {
    const cell = (value: number, verdict: ShownVerdict): string => {
      const text = (value === 0 ? (abilities.unicode ? '·' : '.') : String(value)).padStart(7);
      return value === 0 ? paint.dim(text) : paint.like(verdict, text);
    };
    const cells = [
      cell(counts.pass, 'pass'),
      cell(counts.inconc, 'inconc'),
      cell(counts.fail, 'fail'),
      cell(counts.error, 'error'),
      cell(counts.notApplicable, 'not-applicable'),
    ].join('');
    const coverage = `${requirements.covered} of ${requirements.applicable}`.padStart(13);
    return `  ${cut(harmless(area), room).padEnd(room)} ${cells}  ${coverage}`;
  });
  return [paint.bold('Summary by area'), paint.dim(head), ...rows, ''];
}

function specTable(results: Results, paint: Paint, abilities: TerminalAbilities): string[] {
  const rows = results.spec.filter(({ judgements }) => judgements.length > 0);
  if (rows.length === 0) return [];
  const lines = [paint.bold('Spec table')];
  const value = Math.min(
    24,
    Math.max(8, ...rows.flatMap(({ row, judgements }) => judgements.map((j) => measured(j, row).length))),
  );
  const bound = Math.min(20, Math.max(5, ...rows.map(({ row }) => limit(row).length)));
  const room = Math.max(20, Math.min(52, abilities.width - value - bound - 26));
  lines.push(
    paint.dim(
      `  ${''.padEnd(16)} ${'requirement'.padEnd(room)} ${'measured'.padStart(value)}  ${'limit'.padEnd(bound)}`,
    ),
  );
  for (const { row, judgements } of rows) {
    for (const judgement of judgements) {
      const what = harmless(row.requirement);
      lines.push(
        `  ${paint.verdict(judgement.verdict, 14)} ${cut(what, room).padEnd(room)} ${cut(harmless(measured(judgement, row)), value).padStart(value)}  ${limit(row).padEnd(bound)}`,
      );
      if (judgement.verdict !== 'pass') {
        lines.push(...indented(judgement.reason, 19, abilities.width).map((line) => paint.dim(line)));
        lines.push(...indented(`cure: ${row.remedy}`, 19, abilities.width).map((line) => paint.dim(line)));
      }
    }
  }
  const open = results.spec.length - rows.length;
  if (open > 0) lines.push(paint.dim(`  ${open} more rows of the table were not measured in this run`));
  return [...lines, ''];
}

function closing(results: Results, folder: string, paint: Paint): string[] {
  const verdict = paint.bold(paint.like(results.verdict, `${paint.icon(results.verdict)} ${verdictWords(results)}`));
  const lines = [
    `${verdict}  ${harmless(results.verdictReason)}`,
    `  ${countsText(results.counts)}; ${duration(results.run.durationMs)}`,
  ];
  const shown = [
    ['report', runFiles.pdf],
    ['page', runFiles.html],
    ['record', runFiles.events],
  ] as const;
  for (const [what, file] of shown) {
    const path = join(folder, file);
    if (existsSync(path)) lines.push(`  ${paint.dim(what.padEnd(7))} ${nearest(path)}`);
  }
  return lines;
}

function nearest(path: string): string {
  const shorter = relative(process.cwd(), path);
  return shorter.startsWith('..') ? path : shorter;
}
