import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { loadBenchFile } from '../bench/file/load-bench-file.js';
import { defaultBenchFile, needsPrivateNamespaces } from '../bench/open-bench.js';
import { prepareBench } from '../bench/prepare-bench.js';
import { insidePrivateNamespaces, withinPrivateNamespaces } from '../bench/private-namespaces.js';
import { missingPics, picsProblems } from '../judge/pics/pics-table.js';
import { type LearntPics, learnPics } from './pics/learn-pics.js';
import { loadPicsTable } from './pics/load-pics-table.js';
import { type Ask, askTerminal, collectPics, picsFileText } from './pics/pics-answers.js';
import { loadPics } from './run/run-inputs.js';
import { referencePics } from './run.js';
import { assertWritable, writeOutput } from './write-output.js';

interface BenchArguments {
  readonly bench: string;
  readonly offline: boolean;
}

const nothingLearnt: LearntPics = { learned: new Map(), open: [], wrong: [], differing: [] };

/** `plumbline pics`: what the item under test claims, and what the testers must know. */
export const picsCommand: CommandModule = {
  command: 'pics',
  describe: 'PICS and PIXIT: write them with a wizard, check them against the gateway, list what there is',
  builder: (yargs) =>
    yargs.command(initCommand).command(checkCommand).command(listCommand).demandCommand(1, 'name init, check or list'),
  handler: () => undefined,
};

const initCommand: CommandModule<object, BenchArguments & { readonly output: string; readonly yes: boolean }> = {
  command: 'init',
  describe: 'write a PICS file: what the gateway shows is read off it, the rest is asked',
  builder: (yargs) =>
    yargs
      .option('output', { type: 'string', default: 'pics.yaml', describe: 'file to write' })
      .option('bench', { type: 'string', default: defaultBenchFile(), describe: 'bench file' })
      .option('offline', { type: 'boolean', default: false, describe: 'ask everything, look at no gateway' })
      .option('yes', {
        type: 'boolean',
        default: false,
        describe: 'ask nothing: defaults for what the gateway does not show',
      })
      .example(
        'plumbline pics init --bench bench.yaml --output station.pics.yaml',
        'looks at the gateway, asks the rest',
      )
      .example('plumbline pics init --offline --yes', 'a file of defaults to edit'),
  handler: async ({ output, bench, offline, yes }) => {
    const file = resolve(output);
    if (existsSync(file)) throw new PlumblineError('CLI-021', { place: file });
    assertWritable(file);
    process.exitCode = await onBench(bench, offline, async (learnt) => {
      for (const { caseId, reason } of learnt.open) console.log(`not shown: ${caseId}: ${reason}`);
      for (const { caseId, reason } of learnt.wrong) console.log(`breaks a rule: ${caseId}: ${reason}`);
      for (const name of learnt.differing) console.log(`not the same in each form of the station: ${name}`);
      const terminal = yes ? undefined : askTerminal(process.stdin, process.stdout);
      const ask: Ask = terminal?.ask ?? (async () => undefined);
      const values = await collectPics(loadPicsTable(), learnt.learned, ask);
      terminal?.close();
      writeOutput(
        file,
        picsFileText(values, 'PICS and PIXIT, by plumbline pics init. Check what stands there as a default.'),
      );
      const of = (origin: string) => values.filter((one) => one.origin === origin).length;
      console.log(
        `${file}: ${values.length} values, ${of('shown by the station')} shown by the station, ${of('answered')} answered, ${of('default')} by default`,
      );
      return 0;
    });
  },
};

const checkCommand: CommandModule<object, BenchArguments & { readonly file: string }> = {
  command: 'check [file]',
  describe: 'hold a PICS file against its table, and against what the gateway really does',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', default: referencePics, describe: 'PICS file' })
      .option('bench', { type: 'string', default: defaultBenchFile(), describe: 'bench file' })
      .option('offline', { type: 'boolean', default: false, describe: 'names and values only, no gateway' })
      .example('plumbline pics check station.pics.yaml --bench bench.yaml', 'exit 1 when the station does otherwise'),
  handler: async ({ file, bench, offline }) => {
    const table = loadPicsTable();
    const { values } = loadPics(resolve(file));
    const problems = [...picsProblems(values, table), ...missingPics(values, table)];
    for (const problem of problems) console.log(`wrong      ${problem}`);
    process.exitCode = await onBench(bench, offline, async ({ learned, open, wrong, differing }) => {
      let different = 0;
      for (const [name, { value, how }] of learned) {
        const declared = values[name];
        if (table.get(name)?.byProject === true)
          console.log(`shown      ${name} = ${value} (the project sets it): ${how}`);
        else if (declared === 'unknown') console.log(`open       ${name} = ${value}, declared unknown: ${how}`);
        else if (declared === value) console.log(`holds      ${name} = ${value}: ${how}`);
        else {
          different += 1;
          console.log(`DIFFERENT  ${name}: declared ${declared ?? 'nothing'}, shown ${value}: ${how}`);
        }
      }
      for (const name of differing) console.log(`differs    ${name}: not the same in each form of the station`);
      for (const { caseId, reason } of wrong) console.log(`BREAKS     ${caseId}: ${reason}`);
      for (const { caseId, reason } of open) console.log(`not shown  ${caseId}: ${reason}`);
      console.log(
        `${problems.length} wrong, ${different} different, ${learned.size - different} shown, ${wrong.length} cases broke a rule, ${open.length} could not look`,
      );
      if (problems.length + different + wrong.length > 0) return 1;
      // A station of which nothing was seen is not one that is as declared.
      return open.length > 0 || (!offline && learned.size === 0) ? 2 : 0;
    });
  },
};

const listCommand: CommandModule = {
  command: 'list',
  describe: 'every PICS and PIXIT that a case asks for: values, default, how it is found out',
  handler: () => {
    for (const entry of loadPicsTable().values()) {
      const range = entry.values?.join(' | ') ?? (entry.type === 'boolean' ? 'true | false' : rangeText(entry));
      const found = entry.learn !== undefined ? 'shown by the gateway' : entry.ask !== undefined ? 'asked' : 'default';
      const preset = entry.default === undefined ? '' : `, default ${entry.default}`;
      console.log(
        `${entry.name}\n    ${entry.meaning}\n    ${range}${preset}; ${entry.byProject ? 'set by the project' : found}`,
      );
    }
  },
};

function rangeText({ min, max }: { readonly min?: number; readonly max?: number }): string {
  return `number${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`;
}

/** Looks at the gateway where it is to be looked at, in the namespaces that the bench needs, and goes on with what it showed. */
async function onBench(
  bench: string,
  offline: boolean,
  body: (learnt: LearntPics) => Promise<number>,
): Promise<number> {
  if (offline) return body(nothingLearnt);
  const file = resolve(bench);
  if (!insidePrivateNamespaces()) await prepareBench(loadBenchFile(file).config, (text) => console.error(text));
  const whole = async () => body(await learnPics(file, loadPicsTable()));
  return needsPrivateNamespaces(loadBenchFile(file)) ? withinPrivateNamespaces(whole) : whole();
}
