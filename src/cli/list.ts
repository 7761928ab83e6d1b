import type { CommandModule } from 'yargs';
import { listsFor, loadRequirementLists, type RequirementList } from './run/requirement-lists.js';
import { findProjects } from './run/run-inputs.js';
import { type ListedCase, type ListedTimer, selectCases } from './run/select-cases.js';

interface ListArguments {
  readonly project: readonly string[] | undefined;
  readonly grep: string | undefined;
  readonly requirements: boolean;
  readonly json: boolean;
}

/** `plumbline list`: the cases that there are. */
export const listCommand: CommandModule<object, ListArguments> = {
  command: 'list',
  describe: 'list the cases, by suite, requirement or PICS',
  builder: (yargs) =>
    yargs
      .option('project', { type: 'string', array: true, describe: 'only these projects, * for any part of a name' })
      .option('grep', { type: 'string', describe: 'only cases whose id or title fits this pattern' })
      .option('requirements', {
        type: 'boolean',
        default: false,
        describe: 'requirements and the cases that cover them',
      })
      .option('json', { type: 'boolean', default: false, describe: 'as JSON' })
      .example('plumbline list', 'every case with its area and the projects that run it')
      .example('plumbline list --requirements', 'which case covers which requirement')
      .example('plumbline list --grep CurrentDemand --json', 'some cases, for a program'),
  handler: async ({ project, grep, requirements, json }) => {
    const cases = await selectCases({ projects: await findProjects(project ?? []), grep });
    // A selection is asked what it covers; only the whole catalogue is asked what nothing covers.
    const all = loadRequirementLists();
    const lists = project === undefined && grep === undefined ? all : listsFor(all, cases);
    if (json)
      console.log(JSON.stringify(requirements ? Object.fromEntries(byRequirement(cases, lists)) : cases, null, 2));
    else if (requirements) printRequirements(cases, lists);
    else printCases(cases);
  },
};

/** Requirement ids with the cases that name them; the known ones of a standard that no case names stand there empty. */
function byRequirement(
  cases: readonly ListedCase[],
  lists: readonly RequirementList[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>(
    lists.flatMap(({ requirements }) => requirements.map(({ id }) => [id, []] as const)),
  );
  for (const { id, requirements } of cases) {
    for (const requirement of requirements) found.set(requirement, [...(found.get(requirement) ?? []), id]);
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

function printRequirements(cases: readonly ListedCase[], lists: readonly RequirementList[]): void {
  const found = byRequirement(cases, lists);
  const untested = new Map(lists.flatMap(({ requirements }) => requirements.map((one) => [one.id, one.untested])));
  const listed = new Set(lists.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
  for (const [requirement, ids] of found) {
    const text = ids.length > 0 ? ids.join(' ') : `- (${untested.get(requirement) ?? 'none of these cases'})`;
    console.log(`${requirement.padEnd(12)} ${text}`);
  }
  console.log('');
  for (const { standard, requirements } of lists) {
    const covered = requirements.filter(({ id }) => (found.get(id) ?? []).length > 0).length;
    console.log(`${standard}: ${covered} of ${requirements.length} known requirements have a case`);
  }
  const others = [...found.keys()].filter((id) => !listed.has(id)).length;
  if (others > 0) console.log(`other sources: ${others} requirements`);
  console.log(`${cases.length} cases`);
}

function printCases(cases: readonly ListedCase[]): void {
  let area = '';
  for (const one of [...cases].sort((a, b) => a.area.localeCompare(b.area) || a.id.localeCompare(b.id))) {
    if (one.area !== area) console.log(`${area === '' ? '' : '\n'}${one.area}`);
    area = one.area;
    console.log(`  ${one.id}\n      ${one.title} (${one.kind}; ${one.projects.join(', ')})`);
    if (one.pics !== '') console.log(`      applies when ${one.pics}`);
    if (one.timers.length > 0) console.log(`      timers: ${one.timers.map(timerWords).join(', ')}`);
  }
  console.log(`\n${cases.length} cases`);
}

function timerWords({ name, value, pixit }: ListedTimer): string {
  return `${name} ${value}${pixit === undefined || pixit === name ? '' : ` (or ${pixit})`}`;
}
