import { timerText } from '../../record/case-timer.js';
import type { CaseResult } from '../../record/results.js';
import { compactIds, duration } from '../format.js';
import { caseExcerpt, type MessageExcerpt, offendingExchanges } from '../message-excerpt.js';
import { paperTheme } from '../svg/chart-theme.js';
import { drawSequenceChart } from '../svg/sequence-chart.js';
import { shownVerdict, verdictStyles } from '../verdict-style.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import { contentWidth, page, type Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** Cases that get their own half page; more would bury the reader. The rest are rows and in results.json. */
const mostDetailed = 40;

/** Section 9: a row a case, then half a page for each that did not pass. */
export function drawCases(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Conformance cases');
  if (results.cases.length === 0) {
    sheet.nothing('No case was run.');
    return;
  }
  const rows = results.cases.map((one): Cell[] => [
    { verdict: shownVerdict(one) },
    { text: one.catalogueId ?? one.caseId, face: 'mono' },
    { text: `${maturityMark(one)}${one.title}${remark(one)}`, note: compactIds(one.requirements) },
    duration(one.durationMs),
  ]);
  const columns = [
    { title: 'Verdict', share: 1.5 },
    { title: 'Case', share: 2.9 },
    { title: 'What it tests, and the requirements that it bears on', share: 5.2 },
    { title: 'Time', share: 0.8, align: 'right' as const },
  ];
  drawTable(sheet, columns, rows);
  const bad = results.cases.filter(({ applicable, verdict }) => applicable && verdict !== 'pass');
  for (const one of bad.slice(0, mostDetailed)) drawFailure(sheet, one);
  if (bad.length > mostDetailed) {
    sheet.paragraph(`${bad.length - mostDetailed} more are in the table above and in results.json.`, {
      colour: paper.muted,
    });
  }
}

function maturityMark({ maturity }: CaseResult): string {
  return maturity === undefined ? '' : 'EXPERIMENTAL, does not weigh: ';
}

/** Why the case is not a pass, and what the profile let pass. */
function remark({ verdict, reason, observations }: CaseResult): string {
  const tolerated = new Set(observations.map((one) => one.tolerated).filter((text) => text !== undefined));
  return [...(verdict === 'pass' ? [] : [reason]), ...[...tolerated].map((text) => `tolerated: ${text}`)]
    .map((text) => `\n${text}`)
    .join('');
}

function drawFailure(sheet: Sheet, one: CaseResult): void {
  const chart =
    one.exchanges.length === 0
      ? undefined
      : drawSequenceChart(one.exchanges, `Messages of ${one.caseId}`, paperTheme, {
          offending: offendingExchanges(one),
          rows: 12,
        });
  sheet.y += 8;
  // A failure starts where its first half fits together.
  sheet.ensure(240);
  banner(sheet, one);
  sheet.facts([
    ['Purpose', one.purpose],
    ['Requirements', [compactIds(one.requirements), clauseText(one.clause)].filter(Boolean).join('; ')],
    ['Timers', timersText(one)],
    ['Ended', `${one.ending} after ${duration(one.durationMs)}`],
  ]);
  for (const { verdict, text, expected, observed } of one.observations) {
    if (verdict === 'pass' || verdict === 'none') continue;
    sheet.facts([
      ['Observation', text],
      ['Expected', expected],
      ['Observed', observed],
    ]);
  }
  const excerpt = caseExcerpt(one);
  if (excerpt !== undefined) drawExcerpt(sheet, excerpt);
  if (chart !== undefined)
    sheet.figure(chart, 'Sequence of messages, milliseconds on the left. What offends is marked.', {
      width: 400,
      left: page.left + 47,
    });
  sheet.facts([
    ['Likely causes', one.likelyCauses.map((cause, i) => `${i + 1}. ${cause}`).join('\n')],
    ['Next step', one.nextStep],
  ]);
}

/** What the case timed by, a line each: a verdict about time says by which clock. */
function timersText({ timers = [] }: CaseResult): string {
  return timers
    .filter(({ used }) => used)
    .map((one) => `${one.name} ${timerText(one)} (${one.source})`)
    .join('\n');
}

/** `clause 8.4.3`; a clause that names its standard stands by itself. */
function clauseText(clause: string | undefined): string {
  if (clause === undefined) return '';
  return /^\d/.test(clause) ? `clause ${clause}` : clause;
}

function banner(sheet: Sheet, one: CaseResult): void {
  const style = verdictStyles[shownVerdict(one)];
  const reason = sheet.wrap(one.reason, contentWidth - 24, { size: 8.5 }).slice(0, 4);
  const height = 24 + reason.length * 11.5;
  sheet.artifact(() => {
    sheet.doc.rect(page.left, sheet.y, contentWidth, height).fill(style.ground);
    sheet.doc.rect(page.left, sheet.y, 3, height).fill(style.colour);
  });
  sheet.tagged('H2', () => {
    sheet.line(`${style.icon} ${style.word}`, page.left + 12, sheet.y + 6, {
      face: 'bold',
      size: 8.5,
      colour: style.colour,
    });
    const id = sheet.wrap(one.catalogueId ?? one.caseId, contentWidth - 120, { face: 'mono', size: 8 })[0] ?? '';
    sheet.line(id, page.left + 100, sheet.y + 6.5, { face: 'mono', size: 8 });
  });
  sheet.tagged('P', () => sheet.lines(reason, page.left + 12, sheet.y + 20, 11.5, { size: 8.5 }));
  sheet.y += height + 6;
}

/** Fields around the offending one, and its bytes, on a pale ground. */
function drawExcerpt(sheet: Sheet, excerpt: MessageExcerpt): void {
  const lineHeight = 9.4;
  const style = { face: 'mono', size: 7 } as const;
  const fields = excerpt.lines.map(({ text, offending }) => ({
    text: sheet.wrap(text, contentWidth - 24, style)[0] ?? '',
    offending,
  }));
  const bytes = byteLines(sheet, excerpt);
  const height = 12 + (fields.length + bytes.length) * lineHeight + (bytes.length > 0 ? 6 : 0);
  sheet.ensure(height + 18);
  sheet.tagged('P', () =>
    sheet.line(`Message ${excerpt.message}`, page.left, sheet.y, { size: 8.5, colour: paper.muted }),
  );
  sheet.y += 13;
  const bad = verdictStyles.fail;
  sheet.artifact(() => {
    sheet.doc.rect(page.left, sheet.y, contentWidth, height).fill(paper.ground);
    for (const [i, { offending }] of fields.entries()) {
      if (offending) sheet.doc.rect(page.left, sheet.y + 5 + i * lineHeight, contentWidth, lineHeight).fill(bad.ground);
    }
  });
  sheet.tagged('Code', () => {
    for (const [i, { text, offending }] of fields.entries()) {
      const y = sheet.y + 6 + i * lineHeight;
      if (offending) sheet.line('✘', page.left + 3, y - 0.5, { size: 7, colour: bad.colour });
      sheet.line(text, page.left + 12, y, offending ? { ...style, colour: bad.colour } : style);
    }
    const top = sheet.y + 6 + fields.length * lineHeight + (fields.length > 0 ? 6 : 0);
    for (const [i, { text, offending }] of bytes.entries()) {
      sheet.line(text, page.left + 12, top + i * lineHeight, {
        ...style,
        colour: offending ? bad.colour : paper.muted,
      });
    }
  });
  sheet.y += height + 5;
  for (const { path, rule, detail } of excerpt.violations) {
    sheet.facts([['Violation', `${path}: ${detail} (${rule})`]]);
  }
}

function byteLines(sheet: Sheet, { bytes }: MessageExcerpt): { readonly text: string; readonly offending: boolean }[] {
  if (bytes === undefined) return [];
  const style = { face: 'mono', size: 7 } as const;
  const lines = (text: string, offending: boolean) =>
    text.trim() === ''
      ? []
      : sheet.wrap(text.trim(), contentWidth - 24, style).map((line) => ({ text: line, offending }));
  const before = lines(bytes.before, false).slice(-3);
  const offending = lines(bytes.offending === '' ? '' : `> ${bytes.offending}`, true).slice(0, 3);
  return [...before, ...offending, ...lines(bytes.after, false).slice(0, 3)];
}
