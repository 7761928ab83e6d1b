import { createHash } from 'node:crypto';
import type { Results } from '../../record/results.js';
import { expectedRows } from '../expected-text.js';
import {
  bytes,
  countsText,
  dateTime,
  duration,
  kernelText,
  levelWords,
  limit,
  measured,
  number,
  ruleWords,
  uncertainty,
  verdictWords,
  whyOpen,
  withUnit,
} from '../format.js';
import { pageTheme } from '../svg/chart-theme.js';
import { drawTopology } from '../svg/topology.js';
import { type ShownVerdict, shownVerdict, verdictStyles } from '../verdict-style.js';
import { caseDetails } from './case-details.js';
import { coverageSection } from './coverage-section.js';
import { badge, facts, figure, notMeasured, section, table, text } from './markup.js';
import { measurementSections } from './measurement-sections.js';
import { script, styleSheet } from './styles.js';
import { timelineSection } from './timeline-section.js';

const csp = (hash: string): string =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

/**
 * The run as one HTML file: nothing is loaded from anywhere, and a content security policy makes sure of it. Light and
 * dark, works without its script (which only filters), readable by a screen reader and on paper.
 */
export function htmlReport(results: Results): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const { run } = results;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${csp(hash)}">
<title>${text(`${verdictWords(results)} – ${run.title} – ${run.id}`)}</title>
<style>${styleSheet}</style>
</head>
<body>
<a class="skip" href="#cases">Skip to the cases</a>
${header(results)}
<main>
${summarySection(results)}${specSection(results)}${casesSection(results)}${coverageSection(results)}${timelineSection(results)}${measurementSections(results)}${setUpSection(results)}${remarksSection(results)}${expectedSection(results)}${evidenceSection(results)}</main>
<footer><p>Made by ${text(`${results.tool.name} ${results.tool.version}`)} from a record of ${results.record.events} events, last hash <span class="mono">${results.record.head}</span>. The signed report is report.pdf; <span class="mono">plumbline verify</span> checks both.</p></footer>
<script>${script}</script>
</body>
</html>
`;
}

function header(results: Results): string {
  const { run } = results;
  const style = verdictStyles[results.verdict];
  const demo = run.demo
    ? '<p class="demo">DEMO – a simulated item or a throw-away key was used; this is no certificate.</p>'
    : '';
  return `<header>
<p class="muted">${levelWords[run.level]} · ${text(run.id)} · ${dateTime(run.startedAt)}</p>
<h1>${text(run.title)}</h1>
${demo}
<div class="overall v-${results.verdict}" role="status"><span class="icon" aria-hidden="true">${style.icon}</span><div><strong>${text(verdictWords(results))}</strong><br>${text(results.verdictReason)}</div></div>
<div class="filters"><button type="button" id="theme">Light or dark</button></div>
</header>`;
}

function summarySection(results: Results): string {
  const { run } = results;
  const columns = ['Area', 'Verdict', 'Pass', 'Inconclusive', 'Fail', 'Error', 'Not applicable', 'Requirements'].map(
    (title, i) => ({ title, numeric: i > 1 }),
  );
  const rows = results.areas.map(({ area, verdict, counts, requirements }) => [
    text(area),
    badge(verdict === 'none' ? 'not-applicable' : verdict),
    ...[counts.pass, counts.inconc, counts.fail, counts.error, counts.notApplicable].map(String),
    `${requirements.covered} of ${requirements.applicable}`,
  ]);
  const about = facts([
    [
      'Item under test',
      results.items.map(({ name, serial }) => (serial === undefined ? name : `${name} (${serial})`)).join('; '),
    ],
    ['Site', results.sites.map(({ name }) => name).join('; ')],
    ['Parties', results.parties.map(({ role, name }) => `${role}: ${name}`).join('; ')],
    ['Cases', countsText(results.counts)],
    ['Time', `${dateTime(run.startedAt)}, ${duration(run.durationMs)}`],
    ['Decision rule', results.scope?.decisionRule],
  ]);
  return section(
    'summary',
    'Summary',
    `${about}${rows.length === 0 ? '' : `<h3>By area</h3>${table('Summary by area', columns, rows)}`}`,
  );
}

function specSection(results: Results): string {
  const columns = ['Verdict', 'Requirement', 'Measured', 'Uncertainty', 'Limit', 'Margin', 'Rule', 'Evidence'].map(
    (title, i) => ({ title, numeric: [2, 3, 4, 5].includes(i) }),
  );
  const open = results.spec.filter(({ judgements }) => judgements.length === 0);
  const measuredRows = results.spec.filter(({ judgements }) => judgements.length > 0);
  const rows = measuredRows.flatMap(({ row, judgements }) => {
    const what = `${text(row.requirement)} <span class="muted mono">${text(row.id)}</span>`;
    const rule = text(ruleWords[row.decisionRule]);
    return judgements.map((judgement) => [
      badge(judgement.verdict),
      `${what}<br><span class="muted">${text(judgement.reason)}</span>${judgement.verdict === 'pass' ? '' : `<br>Cure: ${text(row.remedy)}`}`,
      text(measured(judgement, row)),
      text(uncertainty(judgement, row)),
      text(limit(row)),
      judgement.margin === undefined ? '–' : text(withUnit(number(judgement.margin), row.unit)),
      rule,
      text(judgement.measurement.evidence.join(', ')),
    ]);
  });
  const content = rows.length === 0 ? notMeasured() : table('Spec table', columns, rows);
  return section('spec', 'Spec table', `${content}${openRows(open)}`);
}

/** Rows without a value in this run: there, but out of the way. */
function openRows(open: Results['spec']): string {
  if (open.length === 0) return '';
  const columns = ['Verdict', 'Requirement', 'Limit', 'Why not'].map((title) => ({ title }));
  const rows = open.map(({ row }) => [
    badge('none'),
    `${text(row.requirement)} <span class="muted mono">${text(row.id)}</span>`,
    text(limit(row)),
    text(whyOpen(row)),
  ]);
  return `<details><summary><span class="title">${open.length} rows that were not measured in this run</span></summary><div>${table('Rows not measured', columns, rows)}</div></details>`;
}

function casesSection(results: Results): string {
  const present = [...new Set(results.cases.map(shownVerdict))];
  const order: ShownVerdict[] = ['error', 'fail', 'inconc', 'pass', 'not-applicable'];
  const buttons = order
    .filter((verdict) => present.includes(verdict))
    .map(
      (verdict) =>
        `<button type="button" data-verdict="${verdict}" aria-pressed="false">${verdictStyles[verdict].icon} ${verdictStyles[verdict].word}</button>`,
    );
  const filters = `<div class="filters" role="search"><input id="search" type="search" placeholder="Filter by id, requirement, word" aria-label="Filter the cases">${buttons.join('')}</div><p class="muted" id="shown" role="status">${results.cases.length} cases</p>`;
  const list =
    results.cases.length === 0 ? '<p class="muted">No case was run.</p>' : results.cases.map(caseDetails).join('');
  return section('cases', 'Cases', `${filters}${list}`);
}

function setUpSection(results: Results): string {
  const { host, tool, bench } = results;
  const parts = [
    facts([
      ['Harness', `${tool.name} ${tool.version}${tool.commit === undefined ? '' : `, commit ${tool.commit}`}`],
      [
        'Host',
        `${host.os}, ${kernelText(host.kernel)}, Node ${host.node}${host.openssl === undefined ? '' : `, OpenSSL ${host.openssl}`}`,
      ],
      ['Bench', `${bench.file} (${bench.kind})`],
      ['Drivers', bench.capabilities.map(({ name, driver }) => `${name}: ${driver}`).join('; ')],
      ['Command', results.run.argv.join(' ')],
      [
        'Event-loop delay',
        results.run.eventLoopDelayMs === undefined
          ? undefined
          : `p50 ${number(results.run.eventLoopDelayMs.p50)} ms, p99 ${number(results.run.eventLoopDelayMs.p99)} ms, most ${number(results.run.eventLoopDelayMs.max)} ms`,
      ],
    ]),
  ];
  for (const site of results.sites) {
    if (site.nodes === undefined || site.nodes.length === 0) continue;
    const chart = drawTopology(site.nodes, site.links ?? [], `Network of ${site.name}`, pageTheme);
    parts.push(
      figure(chart.svg, 'The network; numbers are measuring points, the heavy border is the item under test.'),
    );
  }
  if (results.instruments.length > 0) {
    const columns = ['Point', 'Instrument', 'Serial or version', 'Calibration due', 'Uncertainty'].map((title) => ({
      title,
    }));
    const rows = results.instruments.map((one) => [
      String(one.measuringPoint ?? '–'),
      text(one.name),
      text(one.serial ?? one.version ?? '–'),
      text(one.calibrationDue ?? 'not calibrated'),
      text(one.uncertainty ?? 'not stated'),
    ]);
    parts.push(`<h3>Instruments</h3>${table('Instruments', columns, rows)}`);
  }
  return section('setup', 'Set-up and instruments', parts.join('\n'));
}

function remarksSection(results: Results): string {
  const items = [
    ...results.prompts.map(
      ({ question, answer, by }) =>
        `<li>${text(question)} <strong>${text(answer)}</strong>${by === undefined ? '' : ` (${text(by)})`}</li>`,
    ),
    ...results.warnings.map(
      ({ mark, text: words }) => `<li><strong>${text(mark ?? 'warning')}</strong>: ${text(words)}</li>`,
    ),
  ];
  return items.length === 0
    ? ''
    : section('remarks', 'Manual checks, anomalies and opinions', `<ul>${items.join('')}</ul>`);
}

function expectedSection(results: Results): string {
  const rows = expectedRows(results);
  if (rows === undefined) return '';
  const columns = ['What', 'Verdict', 'Case', 'What is known'].map((title) => ({ title }));
  const cells = rows.map(({ what, verdict, caseId, text: known }) => [
    text(what),
    text(verdict),
    `<span class="mono">${text(caseId)}</span>`,
    text(known),
  ]);
  const content =
    cells.length === 0
      ? '<p class="muted">Nothing in this run differs from a pass.</p>'
      : table('Known results', columns, cells);
  return section(
    'expected',
    'Known results',
    `<p>Held against ${text(results.expected?.list.name ?? '')}; each case keeps its verdict.</p>${content}`,
  );
}

function evidenceSection(results: Results): string {
  if (results.evidence.length === 0) return section('evidence', 'Evidence', '<p class="muted">No evidence files.</p>');
  const columns = [{ title: 'File' }, { title: 'What it is' }, { title: 'Size', numeric: true }, { title: 'SHA-256' }];
  const rows = results.evidence.map((one) => [
    one.withheld === true
      ? `${text(one.path)} (withheld)`
      : `<a href="${text(encodeURI(one.path))}">${text(one.path)}</a>`,
    text(one.description),
    bytes(one.size),
    `<span class="mono">${one.sha256}</span>`,
  ]);
  return section('evidence', 'Evidence', table('Evidence', columns, rows));
}
