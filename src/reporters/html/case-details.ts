import { timerText } from '../../record/case-timer.js';
import type { CaseResult } from '../../record/results.js';
import { duration } from '../format.js';
import { caseExcerpt, type MessageExcerpt, offendingExchanges } from '../message-excerpt.js';
import { pageTheme } from '../svg/chart-theme.js';
import { drawSequenceChart } from '../svg/sequence-chart.js';
import { shownVerdict } from '../verdict-style.js';
import { badge, facts, figure, table, text } from './markup.js';

/** One case as a disclosure: closed when it passed, open when it failed. */
export function caseDetails(one: CaseResult): string {
  const verdict = shownVerdict(one);
  const haystack = [one.caseId, one.title, one.area, one.purpose, one.reason, ...one.requirements]
    .join(' ')
    .toLowerCase();
  const open = verdict === 'fail' || verdict === 'error' ? ' open' : '';
  const summary = `<summary>${badge(verdict)}<span class="title"><span class="mono">${text(one.catalogueId ?? one.caseId)}</span> ${text(one.title)}</span><span class="muted">${duration(one.durationMs)}</span></summary>`;
  return `<details class="case" data-verdict="${verdict}" data-text="${text(haystack)}"${open}>${summary}<div>\n${body(one)}\n</div></details>\n`;
}

function body(one: CaseResult): string {
  const parts = [
    `<p>${text(one.reason)}</p>`,
    facts([
      ['Purpose', one.purpose],
      ['Requirements', one.requirements.join(', ')],
      ['Applies when', one.pics],
      ['Clause', one.clause],
      [
        'Maturity',
        one.maturity === undefined ? undefined : 'experimental: the verdict does not weigh in that of the run',
      ],
      ['Ended', one.ending],
      ['Messages', one.exchangeCount === 0 ? undefined : String(one.exchangeCount)],
    ]),
  ];
  if (one.observations.length > 0) parts.push(observations(one));
  if (one.timers !== undefined) parts.push(timers(one.timers));
  const excerpt = one.verdict === 'pass' ? undefined : caseExcerpt(one);
  if (excerpt !== undefined) parts.push(message(excerpt));
  if (one.exchanges.length > 0) {
    const title = `Messages of ${one.catalogueId ?? one.caseId}`;
    const chart = drawSequenceChart(one.exchanges, title, pageTheme, { offending: offendingExchanges(one), rows: 40 });
    parts.push(figure(chart.svg, 'Sequence of messages; what offends is marked with a cross.'));
  }
  if (one.likelyCauses.length > 0) {
    parts.push(`<h3>Likely causes</h3><ol>${one.likelyCauses.map((cause) => `<li>${text(cause)}</li>`).join('')}</ol>`);
  }
  if (one.nextStep !== undefined) parts.push(`<h3>Next step</h3><p>${text(one.nextStep)}</p>`);
  return parts.filter((part) => part !== '').join('\n');
}

function observations(one: CaseResult): string {
  const columns = [{ title: 'Verdict' }, { title: 'Observation' }, { title: 'Expected' }, { title: 'Observed' }];
  const rows = one.observations.map(({ verdict, text: words, expected, observed, tolerated }) => [
    badge(verdict),
    text(tolerated === undefined ? words : `${words} (tolerated: ${tolerated})`),
    text(expected ?? ''),
    text(observed ?? ''),
  ]);
  return `<h3>Observations</h3>${table('Observations', columns, rows)}`;
}

function timers(all: NonNullable<CaseResult['timers']>): string {
  const columns = [{ title: 'Timer' }, { title: 'Value' }, { title: 'Source' }];
  const rows = all.map((one) => [
    `<span class="mono">${text(one.name)}</span>${one.used ? '' : ' (not looked up)'}`,
    text(timerText(one)),
    text(one.source.startsWith(one.standard) ? one.source : `${one.standard}: ${one.source}`),
  ]);
  return `<h3>Timers</h3>${table('Timers', columns, rows)}`;
}

function message(excerpt: MessageExcerpt): string {
  const lines = excerpt.lines.map(({ text: line, offending }) =>
    offending ? `<mark>${text(line)}</mark>` : text(line),
  );
  const parts = [`<h3>Message <span class="mono">${text(excerpt.message)}</span></h3>`];
  if (lines.length > 0) parts.push(`<pre>${lines.join('\n')}</pre>`);
  const { bytes, violations } = excerpt;
  if (bytes !== undefined) {
    const middle = bytes.offending === '' ? '' : ` <mark>${bytes.offending}</mark> `;
    parts.push(`<pre class="mono">${text(bytes.before)}${middle}${text(bytes.after)}</pre>`);
  }
  if (violations.length > 0) {
    const items = violations.map(
      ({ path, rule, detail }) => `<li><span class="mono">${text(path)}</span>: ${text(detail)} (${text(rule)})</li>`,
    );
    parts.push(`<ul>${items.join('')}</ul>`);
  }
  return parts.join('\n');
}
