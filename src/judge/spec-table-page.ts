import { limitText } from './rules/limit-text.js';
import type { SpecRow } from './spec-row.js';

/** A spec table as a page of Markdown: the text of the generated `docs/spec-table.md`. */
export function specTablePage(table: {
  readonly title: string;
  readonly version: string;
  readonly rows: readonly SpecRow[];
}): string {
  const measured = table.rows.filter((row) => row.status === 'measured').length;
  const areas = [...new Set(table.rows.map((row) => row.area))];
  return [
    '<!-- Made from suites/spec-table.yaml; edit that file and make this page again. -->',
    '# Spec table',
    '',
    `${table.title}, version ${table.version}: ${table.rows.length} rows, ${measured} of them measured, ` +
      `${table.rows.length - measured} not yet.`,
    '',
    'How a verdict is drawn from a row is told in [statistics.md](statistics.md). A lab may bring its own table in the',
    'same form; its hash goes into the report. Limits marked † were written down from memory: check them against the',
    'standard before relying on them.',
    '',
    ...areas.flatMap((area) =>
      section(
        area,
        table.rows.filter((row) => row.area === area),
      ),
    ),
    fieldsSection,
  ].join('\n');
}

function section(area: string, rows: readonly SpecRow[]): readonly string[] {
  return [
    `## ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
    '',
    '| row | requirement | limit | decision rule | standard, clause | impact | measured |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) =>
      cells([
        `\`${row.id}\``,
        row.requirement,
        `${limitText(row)}${row.fromMemory === true ? ' †' : ''}`,
        rule(row),
        `${row.standard}, ${row.clause}`,
        row.impact === undefined ? '-' : String(row.impact),
        row.status === 'measured' ? 'yes' : 'not yet',
      ]),
    ),
    '',
    ...rows.flatMap((row) => [
      `- **\`${row.id}\`**: ${row.method}. Source: ${row.source}.${remark(row)} Remedy: ${row.remedy}`,
    ]),
    '',
  ];
}

function rule(row: SpecRow): string {
  const level = `${Number((row.confidence * 100).toPrecision(6))} %`;
  switch (row.decisionRule) {
    case 'exact-binomial':
      return `exact binomial, one-sided ${level}`;
    case 'order-statistic':
      return `p${row.percentile} by order statistics, one-sided ${level}`;
    case 'guarded':
      return 'guarded, value ± U (k = 2)';
    case 'simple':
      return 'simple';
    case 'presence':
      return 'presence';
  }
}

function remark(row: SpecRow): string {
  const profile = row.profile === undefined ? '' : ` Profile \`${row.profile}\`.`;
  return row.note === undefined ? profile : `${profile} Note: ${row.note}.`;
}

function cells(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}

const fieldsSection = `## Fields of a row

| field | meaning |
| --- | --- |
| \`id\` | stable name of the row, kebab-case |
| \`area\`, \`requirement\` | section of the report, and the requirement in one sentence |
| \`quantity\` | what a probe measures; several rows may judge one quantity |
| \`unit\` | unit of the limit; measurements in another unit of the same dimension are converted |
| \`comparison\`, \`limit\` | \`<\` \`<=\` \`>\` \`>=\` \`=\` with a value, \`in\` with \`[low, high]\` or a list of texts, \`is\` with true or false |
| \`decisionRule\` | \`guarded\`, \`simple\`, \`exact-binomial\`, \`order-statistic\` (with \`percentile\`), \`presence\` |
| \`confidence\` | one-sided, default 0.95 |
| \`standard\`, \`clause\`, \`source\`, \`fromMemory\` | where the limit comes from |
| \`impact\` | 1 to 10 |
| \`method\`, \`remedy\` | how it is measured, and what to do when it falls short |
| \`status\` | \`measured\` or \`not-yet-measured\` |
| \`profile\` | the grid code or standard that a site chooses; rows of other profiles are not judged |
| \`note\` | a remark |
`;
