import { spawnSync } from 'node:child_process';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { projectRoot } from '../base/project-root.js';
import { suiteArguments } from './run/suite-process.js';

interface ListArguments {
  readonly project: readonly string[] | undefined;
  readonly grep: string | undefined;
  readonly requirements: boolean;
  readonly json: boolean;
}

/** A case as the list shows it. */
interface ListedCase {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly kind: string;
  readonly pics: string;
  readonly requirements: readonly string[];
  readonly projects: readonly string[];
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
  handler: ({ project, grep, requirements, json }) => {
    const cases = listCases(project ?? [], grep);
    if (cases.length === 0)
      throw new PlumblineError('CLI-002', { place: [...(project ?? []), grep ?? ''].join(' ').trim() });
    if (json) console.log(JSON.stringify(requirements ? Object.fromEntries(byRequirement(cases)) : cases, null, 2));
    else if (requirements) printRequirements(cases);
    else printCases(cases);
  },
};

interface JsonSuite {
  readonly suites?: readonly JsonSuite[];
  readonly specs?: readonly {
    readonly tests: readonly {
      readonly projectName: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/** The cases of a selection, from the test runner. @throws PlumblineError CLI-003 */
function listCases(projects: readonly string[], grep: string | undefined): readonly ListedCase[] {
  const listing = spawnSync(process.execPath, [...suiteArguments({ projects, grep }), '--list', '--reporter=json'], {
    cwd: projectRoot(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  let report: JsonSuite & { readonly errors?: readonly { readonly message: string }[] };
  try {
    report = JSON.parse(listing.stdout);
  } catch {
    throw new PlumblineError('CLI-003', { detail: listing.stderr.trim() || listing.stdout.trim() });
  }
  const cases = new Map<string, ListedCase>();
  for (const suite of report.suites ?? []) collect(suite, cases);
  const [error] = report.errors ?? [];
  if (cases.size === 0 && error !== undefined && !/No tests found/.test(error.message)) {
    throw new PlumblineError('CLI-003', { detail: error.message });
  }
  return [...cases.values()];
}

function collect(suite: JsonSuite, cases: Map<string, ListedCase>): void {
  for (const inner of suite.suites ?? []) collect(inner, cases);
  for (const { tests } of suite.specs ?? []) {
    for (const { annotations, projectName } of tests) {
      const text = annotations.find(({ type }) => type === 'case')?.description;
      if (text === undefined) continue;
      const { id, title, area, kind, pics = '', requirements } = JSON.parse(text) as ListedCase;
      const known = cases.get(id);
      const projects = [...(known?.projects ?? []), projectName];
      cases.set(id, { id, title, area, kind, pics, requirements, projects });
    }
  }
}

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
