import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProcedureMap, ProcedureRow } from '../../suites/sep2/procedure-map.js';
import { projectRoot } from '../base/project-root.js';
import { faultPlan } from './faults/fault-plan.js';

/** The page that holds the published procedures against our cases, and the faults against the cases that find them. */
export function proceduresPage(): string {
  const file = join(projectRoot(), 'suites', 'sep2', 'procedure-map.yaml');
  const map = parse(readFileSync(file, 'utf8')) as ProcedureMap;
  return `${[
    '# IEEE 2030.5: published procedures and our cases, faults and who finds them',
    '',
    'Made from `suites/sep2/procedure-map.yaml` and `suites/sep2/fault-map.yaml` by `npm run docs`. The ids on the left are those of a',
    'published CSIP-AUS test suite (83 procedures for clients, 61 for servers); the cases, their words and their limits are ours.',
    ...section('Clients', map.client),
    ...section('Servers', map.server),
    ...faults(),
  ].join('\n')}\n`;
}

function section(title: string, rows: readonly ProcedureRow[]): readonly string[] {
  const covered = rows.filter(({ cases }) => cases !== undefined).length;
  return [
    '',
    `## ${title}`,
    '',
    `${rows.length} procedures, ${covered} covered, ${rows.length - covered} do not apply.`,
    '',
    '| procedure | cases | remark |',
    '| --- | --- | --- |',
    ...rows.map(({ id, cases, notApplicable, remark = '' }) =>
      cases === undefined ? `| ${id} | - | ${notApplicable} |` : `| ${id} | ${cases.join(', ')} | ${remark} |`,
    ),
  ];
}

function faults(): readonly string[] {
  const plan = faultPlan(['sep2', 'sep2-server']);
  return [
    '',
    '## Faults',
    '',
    '`no` is the number of the behaviour in [the page of the suite](sep2-suite.md).',
    '',
    '| fault | no | what it does | found by |',
    '| --- | --- | --- | --- |',
    ...plan.map(({ word, behaviour, fault, detectedBy, tolerated }) => {
      const by = detectedBy.length > 0 ? detectedBy.join(', ') : (tolerated ?? 'no case is known to find it');
      return `| \`${word}\` | ${behaviour ?? ''} | ${fault.behaviour} | ${by} |`;
    }),
  ];
}
