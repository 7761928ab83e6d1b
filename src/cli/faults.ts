import { join, resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { loadBenchFile } from '../bench/file/load-bench-file.js';
import { defaultBenchFile, needsPrivateNamespaces } from '../bench/open-bench.js';
import { withinPrivateNamespaces } from '../bench/private-namespaces.js';
import { type FaultStage, faultStages, type PlannedFault } from './faults/fault-plan.js';
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
          'projects whose cases must find the faults, or a suite with a map of its own: iso15118-2, iso15118-20 (default: every map, one after the other)',
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
      .example('plumbline faults', 'seed them all; ends with "faults N, detected D, false F"')
      .example('plumbline faults --project sep2', 'those of the utility client, the inverter and its meter')
      .example('plumbline faults --fault lose-energize --all-cases', 'every case that finds one fault'),
  handler: async (args) => {
    const stages = choose(faultStages(args.project), args.fault);
    if (args.list) {
      printPlan(
        stages.flatMap(({ plan }) => plan),
        (line) => console.log(line),
      );
      return;
    }
    const body = () =>
      runFaults({
        stages,
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
function choose(stages: readonly FaultStage[], words: readonly string[] | undefined): readonly FaultStage[] {
  if (words === undefined) return stages;
  const fits = ({ fault, word: own }: PlannedFault, word: string) =>
    [fault.name, fault.place, own, own.split(':')[0]].includes(word);
  for (const word of words) {
    if (!stages.some(({ plan }) => plan.some((one) => fits(one, word))))
      throw new PlumblineError('CLI-020', { place: word, detail: 'no table has it' });
  }
  return stages
    .map((stage) => ({ ...stage, plan: stage.plan.filter((one) => words.some((word) => fits(one, word))) }))
    .filter(({ plan }) => plan.length > 0);
}
