import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { type JudgingProfile, judgingProfiles } from '../../suites/engine/judging-profile.js';
import { PlumblineError } from '../base/errors.js';
import { projectRoot } from '../base/project-root.js';
import { loadBenchFile } from '../bench/file/load-bench-file.js';
import { defaultBenchFile, needsPrivateNamespaces } from '../bench/open-bench.js';
import { prepareBench } from '../bench/prepare-bench.js';
import { insidePrivateNamespaces, withinPrivateNamespaces } from '../bench/private-namespaces.js';
import type { ExpectedCase } from '../judge/expected-results.js';
import { knownFaults } from './faults/known-faults.js';
import { resolveFaults } from './faults/seeded-fault.js';
import { demoRootName } from './run/evidence-files.js';
import { executeRun } from './run/execute-run.js';
import { loadExpected, writeExpected } from './run/expected-file.js';
import { exitCodeBesideExpected, expectedLines } from './run/expected-outcome.js';
import { prepareReportsFolder } from './run/reports-folder.js';
import { findProjects } from './run/run-inputs.js';
import type { RunRequest } from './run/run-request.js';
import { assertWritable } from './write-output.js';

const levels = ['type-test', 'commissioning', 'periodic', 'nightly'] as const;

interface RunArguments {
  readonly project: readonly string[] | undefined;
  readonly grep: string | undefined;
  readonly bench: string;
  readonly level: (typeof levels)[number];
  readonly title: string;
  readonly 'spec-table': string;
  readonly pics: string;
  readonly reports: string;
  readonly key: string | undefined;
  readonly chain: string | undefined;
  readonly technician: string | undefined;
  readonly 'withhold-secrets': boolean;
  readonly fault: readonly string[] | undefined;
  readonly trials: number | undefined;
  readonly profile: JudgingProfile;
  readonly expected: string | undefined;
  readonly 'write-expected': string | undefined;
  readonly quiet: boolean;
}

/** Where the PICS of the reference gateway lie. */
export const referencePics = join(projectRoot(), 'suites', 'profiles', 'reference-gateway.pics.yaml');
/** Where the limits lie that come with plumbline. */
export const ownSpecTable = join(projectRoot(), 'suites', 'spec-table.yaml');

/** `plumbline run`: suites against a bench, to the signed report. */
export const runCommand: CommandModule<object, RunArguments> = {
  command: 'run',
  describe: 'run suites against a bench and write the signed report',
  builder: (yargs) =>
    yargs
      .option('project', {
        type: 'string',
        array: true,
        describe: 'projects to run (see plumbline list), * for any part of a name; all without it',
      })
      .option('grep', { type: 'string', describe: 'only cases whose id or title fits this pattern' })
      .option('bench', { type: 'string', default: defaultBenchFile(), describe: 'bench file' })
      .option('level', { choices: levels, default: 'commissioning' as const, describe: 'what the report is for' })
      .option('title', { type: 'string', default: 'V2G gateway', describe: 'title of the report' })
      .option('spec-table', { type: 'string', default: ownSpecTable, describe: 'limits to judge by' })
      .option('pics', { type: 'string', default: referencePics, describe: 'PICS and PIXIT of the SUT' })
      .option('reports', { type: 'string', default: 'reports', describe: 'folder for the folder of the run' })
      .option('key', {
        type: 'string',
        describe: 'PKCS#8 PEM key that signs the report, mode 0600; a demo key without it',
      })
      .option('chain', { type: 'string', describe: 'PEM certificates of the signer, own first' })
      .option('technician', { type: 'string', describe: 'name of the person who runs the test' })
      .option('withhold-secrets', { type: 'boolean', default: false, describe: 'keep TLS secrets out of the evidence' })
      .option('fault', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'seed a fault into gateway, inverter, server or vehicle (plumbline faults --list); repeatable',
      })
      .option('trials', {
        type: 'number',
        requiresArg: true,
        describe: 'trials of each stop path, in place of the PIXIT',
      })
      .option('profile', {
        choices: judgingProfiles,
        default: 'strict' as const,
        describe: 'how duties are judged on which readings of the standard disagree',
      })
      .option('expected', {
        type: 'string',
        requiresArg: true,
        describe: 'file of known results: the exit code tells only what is new',
      })
      .option('write-expected', {
        type: 'string',
        requiresArg: true,
        describe: 'write what did not pass to this file of known results',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress on the terminal' })
      .implies('key', 'chain')
      .implies('chain', 'key')
      .example('plumbline run', 'everything on the embedded bench')
      .example("plumbline run --project 'iso15118-2-*'", 'the whole campaign of ISO 15118-2')
      .example(
        'plumbline run --project site --bench bench.yaml --technician "A. Name"',
        'the site suite on a real bench',
      )
      .example(
        'plumbline run --project sep2 --fault ack-without-effect',
        'what the suite says about a gateway that acknowledges and does nothing',
      )
      .example('plumbline run --grep SessionSetup --project iso15118-2-dc-tcp', 'some cases of one project'),
  handler: async (args) => {
    const { key, chain, trials } = args;
    if (trials !== undefined && (!Number.isInteger(trials) || trials < 1)) {
      throw new PlumblineError('CLI-001', { detail: '--trials takes a whole number from 1' });
    }
    const request: RunRequest = {
      title: args.title,
      level: args.level,
      bench: resolve(args.bench),
      projects: await findProjects(args.project ?? []),
      grep: args.grep,
      specTable: resolve(args['spec-table']),
      pics: resolve(args.pics),
      reports: resolve(args.reports),
      signing: key === undefined || chain === undefined ? undefined : { key: resolve(key), chain: resolve(chain) },
      technician: args.technician,
      withholdSecrets: args['withhold-secrets'],
      faults: resolveFaults(args.fault ?? [], knownFaults()),
      trials,
      profile: args.profile,
      expected: args.expected === undefined ? undefined : resolve(args.expected),
      quiet: args.quiet,
    };
    const { 'write-expected': written } = args;
    process.exitCode = await runOnBench(request, written === undefined ? undefined : resolve(written));
  },
};

/** Runs a request where its bench needs it: the embedded one inside private namespaces. Resolves to the exit code. */
export async function runOnBench(request: RunRequest, writeExpectedTo?: string): Promise<number> {
  await prepareReportsFolder(request.reports);
  if (writeExpectedTo !== undefined) {
    assertWritable(writeExpectedTo);
    knownBefore(writeExpectedTo);
  }
  if (!insidePrivateNamespaces())
    await prepareBench(loadBenchFile(request.bench).config, (text) => console.error(text));
  const body = async () => {
    const { folder, results, exitCode } = await executeRun(request);
    // What broke the run off has scrolled away, or was never shown: it comes last, with its cure.
    const said = results.warnings.filter(({ code }) => code !== undefined);
    if (results.run.ending === 'aborted') for (const { text } of said) console.error(`\n${text}`);
    for (const line of expectedLines(results)) console.log(line);
    if (writeExpectedTo !== undefined) {
      const count = writeExpected(writeExpectedTo, results, knownBefore(writeExpectedTo));
      console.log(`${count} known results in ${writeExpectedTo}`);
    }
    const trust = request.signing === undefined ? ` --trust ${join(folder, 'evidence', demoRootName)}` : '';
    console.log(
      `\nreport  ${join(folder, 'report.pdf')}\nrecord  ${folder}\ncheck   plumbline verify ${folder}${trust}`,
    );
    return exitCodeBesideExpected(results, exitCode);
  };
  return needsPrivateNamespaces(loadBenchFile(request.bench)) ? withinPrivateNamespaces(body) : body();
}

/** What a file of known results says already: its words are kept. @throws PlumblineError SUITES-004 */
function knownBefore(file: string): readonly ExpectedCase[] {
  return existsSync(file) ? loadExpected(file).cases : [];
}
