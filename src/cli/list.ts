import type { CommandModule } from 'yargs';
import { type ListedCase, selectCases } from './run/select-cases.js';

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
      .option('project', { type: 'string', array: true, describe: 'only these projects' })
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
    const cases = await selectCases({ projects: project ?? [], grep });
    if (json) console.log(JSON.stringify(requirements ? Object.fromEntries(byRequirement(cases)) : cases, null, 2));
    else if (requirements) printRequirements(cases);
    else printCases(cases);
  },
};

function byRequirement(cases: readonly ListedCase[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { id, requirements } of cases) {
    for (const requirement of requirements) found.set(requirement, [...(found.get(requirement) ?? []), id]);
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)));
}

function printRequirements(cases: readonly ListedCase[]): void {
  const found = byRequirement(cases);
  for (const [requirement, ids] of found) console.log(`${requirement.padEnd(12)} ${ids.join(' ')}`);
  console.log(`\n${found.size} requirements, ${cases.length} cases`);
}

function printCases(cases: readonly ListedCase[]): void {
  let area = '';
  for (const one of [...cases].sort((a, b) => a.area.localeCompare(b.area) || a.id.localeCompare(b.id))) {
    if (one.area !== area) console.log(`${area === '' ? '' : '\n'}${one.area}`);
    area = one.area;
    console.log(`  ${one.id}\n      ${one.title} (${one.kind}; ${one.projects.join(', ')})`);
    if (one.pics !== '') console.log(`      applies when ${one.pics}`);
  }
  console.log(`\n${cases.length} cases`);
}
