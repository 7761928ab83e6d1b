import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { defaultBenchFile } from '../bench/open-bench.js';
import { ownSpecTable, referencePics, runOnBench } from './run.js';

interface DemoArguments {
  readonly reports: string;
  readonly quiet: boolean;
}

/** What fits into two minutes on a small machine; `plumbline run` runs all projects. */
const demoProjects = [
  'iso15118-2-dc-tcp',
  'iso15118-2-ac-tcp',
  'iso15118-2-dc-tls',
  'iso15118-2-ac-tls',
  'sep2-stop',
  'site',
];
/** Of the stops by IEEE 2030.5 one path, and no long charges: the others take minutes. */
const demoCases = '^(?!.*(SEP2_STOP_(?!Energize_Poll)|_Reliability_))';

/** `plumbline demo`: the main job on the embedded bench, against the reference gateway. */
export const demoCommand: CommandModule<object, DemoArguments> = {
  command: 'demo',
  describe: 'the whole main job on this machine: bench, reference gateway, suites, signed PDF',
  builder: (yargs) =>
    yargs
      .option('reports', { type: 'string', default: 'reports', describe: 'folder for the folder of the run' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress on the terminal' })
      .example('plumbline demo', 'everything; the report is signed with a throw-away key and says DEMO')
      .example('plumbline demo --reports /tmp/reports', 'the same with another place for the report'),
  handler: async ({ reports, quiet }) => {
    process.exitCode = await runOnBench({
      title: 'Reference gateway on the embedded bench',
      level: 'commissioning',
      bench: defaultBenchFile(),
      projects: demoProjects,
      grep: demoCases,
      specTable: ownSpecTable,
      pics: referencePics,
      reports: resolve(reports),
      signing: undefined,
      technician: undefined,
      withholdSecrets: false,
      faults: [],
      // Two minutes are enough to see the whole job; sign-off takes 30 trials (plumbline run --trials 30).
      trials: 5,
      expected: undefined,
      profile: 'strict',
      quiet,
    });
  },
};
