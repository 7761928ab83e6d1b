import { join, resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { loadBenchFile } from '../bench/file/load-bench-file.js';
import { defaultBenchFile, needsPrivateNamespaces } from '../bench/open-bench.js';
import { withinPrivateNamespaces } from '../bench/private-namespaces.js';
import { everyFaultProjects, everyPlan, faultPlan, type PlannedFault } from './faults/fault-plan.js';
import { printPlan } from './faults/print-plan.js';
import { runFaults } from './faults/run-faults.js';
import { ownSpecTable, referencePics } from './run.js';

interface FaultsArguments {
  readonly project: readonly string[] | undefined;
  readonly fault: readonly string[] | undefined;
  readonly list: boolean;
  readonly bench: string;
  readonly 'all-cases': boolean;
  readonly clean: boolean;
  readonly folder: string;
}

/** `plumbline faults`: does the suite find what is wrong, and nothing else? */
export const faultsCommand: CommandModule<object, FaultsArguments> = {
  command: 'faults',
  describe: 'seed each known fault, and see whether the suite finds it',
  builder: (yargs) =>
    yargs
      .option('project', {
        type: 'string',
        array: true,
        describe:
          'projects whose cases must find the faults, or a suite with a map of its own: iso15118-2, iso15118-20 (default sep2, sep2-server; --list: all)',
      })
      .option('fault', { type: 'string', array: true, describe: 'only these, by name, PLACE/NAME or PLACE' })
      .option('list', { type: 'boolean', default: false, describe: 'list the faults and the cases that find them' })
      .option('bench', { type: 'string', default: defaultBenchFile(), describe: 'bench file' })
      .option('all-cases', {
        type: 'boolean',
        default: false,
        describe: 'run the whole projects against every fault, not only the cases that must find it',
      })
      .option('clean', {
        type: 'boolean',
        default: true,
        describe: 'first run the same cases without a fault: what they find there is false',
      })
      .option('folder', { type: 'string', default: join('reports', 'faults'), describe: 'folder for records and logs' })
      .example('plumbline faults --list', 'every fault that can be seeded, and who finds it')
      .example('plumbline faults --project sep2', 'seed them all; ends with "faults N, detected D, false F"')
      .example('plumbline faults --fault lose-energize --all-cases', 'every case that finds one fault'),
  handler: async (args) => {
    const projects = args.project ?? everyFaultProjects;
    const planned = args.list && args.project === undefined ? everyPlan() : faultPlan(projects);
    const chosen = choose(planned, args.fault);
    if (args.list) {
      printPlan(chosen, (line) => console.log(line));
      return;
    }
    const body = () =>
      runFaults({
        plan: chosen,
        projects,
        allCases: args['all-cases'],
        clean: args.clean,
        bench: {
          bench: resolve(args.bench),
          specTable: ownSpecTable,
          pics: referencePics,
          folder: resolve(args.folder),
        },
        print: (line) => console.log(line),
      });
    process.exitCode = needsPrivateNamespaces(loadBenchFile(args.bench))
      ? await withinPrivateNamespaces(body)
      : await body();
  },
};

/** @throws PlumblineError CLI-020 for a word that fits no fault */
function choose(plan: readonly PlannedFault[], words: readonly string[] | undefined): readonly PlannedFault[] {
  if (words === undefined) return plan;
  const chosen = words.flatMap((word) => {
    const found = plan.filter(({ fault, word: own }) =>
      [fault.name, fault.place, own, own.split(':')[0]].includes(word),
    );
    if (found.length === 0) throw new PlumblineError('CLI-020', { place: word, detail: 'no table has it' });
    return found;
  });
  return [...new Set(chosen)];
}
