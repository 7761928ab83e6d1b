import type { SpecRowMap } from '../../suites/site/spec-row-map.js';
import type { SpecRow } from '../judge/spec-row.js';

const intro = [
  '# Rows of the spec table: which case, on which bench',
  '',
  'Made from `suites/spec-table.yaml` and `suites/spec-rows.yaml` by `npm run docs`. A case of suite `site` that does not come to a',
  'row that it owes leaves the row inconclusive with the reason and with the benches that would show it; no row passes unmeasured.',
  '',
  '- **real**: what the row asks about is there and is measured.',
  '- **stand-in**: something else stands in its place; the case runs, and what it shows holds for the stand-in alone.',
  '- **no**: it cannot be shown there. The row is inconclusive with the reason, or not part of the run.',
  '- **hardware** names the capabilities of the bench file by which a real station shows the row ([bench.md](bench.md)). What only a',
  '  person can see is asked (`operator`); without an answer the row is inconclusive. The driver `scripted` rehearses the questions and',
  '  marks its answers as a script’s.',
  '',
  'Projects: `site` holds the cases `SITE_...` but for `site-services` (`SITE_Iso20_...`, `SITE_GridSignalling_...`), `stop-paths`',
  '(`SITE_StopPath_...`) and `tls-load` (`SITE_TlsLoad_...`); `sep2-stop` those named `SEP2_STOP_...`.',
];

/** The page that says for each row which case measures it, and how honest each bench can be about it. */
export function specRowsPage(rows: readonly SpecRow[], map: SpecRowMap): string {
  const areas = [...new Set(rows.map(({ area }) => area))];
  const count = (bench: 'embedded' | 'vm', word: string) =>
    rows.filter(({ id }) => map.rows[id]?.[bench] === word).length;
  const counted = (bench: 'embedded' | 'vm') =>
    `${count(bench, 'real')} real, ${count(bench, 'stand-in')} by a stand-in, ${count(bench, 'no')} not`;
  return `${[
    ...intro,
    '',
    `${rows.length} rows. Embedded bench: ${counted('embedded')}. Mesh VM: ${counted('vm')}.`,
    ...areas.flatMap((area) => section(area, rows, map)),
    '',
    '## Areas of the deployment manual',
    '',
    '| area | rows |',
    '| --- | --- |',
    ...Object.entries(map.manual).map(([area, ids]) => `| ${area} | ${ids.map((id) => `\`${id}\``).join(', ')} |`),
  ].join('\n')}\n`;
}

function section(area: string, rows: readonly SpecRow[], map: SpecRowMap): readonly string[] {
  return [
    '',
    `## ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
    '',
    '| row | cases | embedded | VM | hardware | why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows
      .filter((row) => row.area === area)
      .map(({ id }) => {
        const place = map.rows[id];
        if (place === undefined) return `| \`${id}\` | - | - | - | - | not in suites/spec-rows.yaml |`;
        const { cases, embedded, vm, hardware, why } = place;
        return `| \`${id}\` | ${cases.join(', ')} | ${embedded} | ${vm} | ${hardware} | ${why} |`;
      }),
  ];
}
