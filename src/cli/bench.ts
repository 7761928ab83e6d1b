import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { loadBenchFile } from '../bench/file/load-bench-file.js';
import { dropKeptBench, execInKeptBench, keepBench, statusOfKeptBench } from '../bench/keeper/kept-bench.js';
import { defaultBenchFile, meshVmBenchFile } from '../bench/open-bench.js';
import { printChecks } from './check-table.js';

interface UpArguments {
  readonly file: string;
  readonly driver: string | undefined;
  readonly gateway: string | undefined;
}

const file = {
  type: 'string',
  requiresArg: true,
  default: defaultBenchFile(),
  defaultDescription: 'the embedded bench',
  describe: 'bench file (YAML); docs/bench.md explains it',
} as const;

const up: CommandModule<object, UpArguments> = {
  command: 'up',
  describe: 'bring a bench up and keep it',
  builder: (yargs) =>
    yargs
      .option('file', { ...file, alias: 'f' })
      .option('driver', {
        choices: ['embedded', 'vm'],
        describe: 'a bench that comes with plumbline: namespaces, or a virtual machine with a real mesh (docs/mesh.md)',
      })
      .option('gateway', {
        type: 'string',
        describe: 'start the gateway too, with this configuration of the bench file',
      })
      .example('$0 bench up', 'the embedded bench, on any machine, without root')
      .example('$0 bench up --gateway dc', 'with the reference gateway, set up for DC')
      .example('$0 bench up --driver vm', 'three nodes of a real mesh in a virtual machine; a minute')
      .example('$0 bench up --file site.yaml', 'a bench with real interfaces'),
  handler: async ({ file, driver, gateway }) => {
    if (driver !== undefined && file !== defaultBenchFile()) {
      throw new PlumblineError('CLI-001', { detail: 'give --file or --driver: a bench file names its own driver' });
    }
    const record = await keepBench(driver === 'vm' ? meshVmBenchFile() : file, gateway);
    console.log(`${record.benchName} is up. See it with "plumbline bench status", end it with "plumbline bench down".`);
  },
};

const status: CommandModule<object, { readonly json: boolean }> = {
  command: 'status',
  describe: 'show what of the bench works',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'as JSON' })
      .example('$0 bench status', 'a table; exit code 3 when something is wrong or no bench is up'),
  handler: async ({ json }) => {
    const { record, rows } = await statusOfKeptBench();
    if (json)
      console.log(JSON.stringify({ bench: record.benchName, since: record.since, file: record.file, rows }, null, 2));
    else {
      console.log(`${record.benchName}, up since ${record.since}\n`);
      printChecks(rows);
    }
    if (rows.some((row) => row.ok === false)) process.exitCode = 3;
  },
};

const exec: CommandModule<object, { readonly namespace: string; readonly command: readonly string[] | undefined }> = {
  command: 'exec <namespace> [command..]',
  describe: 'run a command in a namespace of the bench',
  builder: (yargs) =>
    yargs
      .positional('namespace', {
        type: 'string',
        demandOption: true,
        describe: 'station, vehicle, utility, plant, wire; on the mesh VM station, vehicle, relay, guest',
      })
      .positional('command', { type: 'string', array: true, describe: 'command and arguments, after --' })
      .example('$0 bench exec vehicle -- ping -c 3 fe80::1%mesh0', 'from the vehicle to the station')
      .example('$0 bench exec station -- tcpdump -n -i mesh0', 'what the station sees'),
  handler: async (args) => {
    // What stands after -- is no positional to yargs; the first word here is the name of the command.
    const rest = (args as unknown as { readonly _: readonly (string | number)[] })._.slice(2).map(String);
    const argv = [...(args.command ?? []), ...rest];
    if (argv.length === 0) throw new PlumblineError('CLI-001', { detail: 'there is no command after --' });
    process.exitCode = await execInKeptBench(args.namespace, argv);
  },
};

const down: CommandModule = {
  command: 'down',
  describe: 'take the bench down; does no harm when none is up',
  builder: (yargs) => yargs.example('$0 bench down', 'also clears what a killed bench left'),
  handler: async () => {
    const words = {
      'was down': 'No bench was up.',
      stopped: 'The bench is down.',
      killed: 'The bench did not answer and was killed.',
      cleared: 'The bench had been killed before; what it left is cleared.',
    };
    console.log(words[await dropKeptBench()]);
  },
};

const check: CommandModule<object, { readonly file: string }> = {
  command: 'check [file]',
  describe: 'check a bench file without bringing the bench up',
  builder: (yargs) =>
    yargs.positional('file', file).example('$0 bench check site.yaml', 'names file, line and column of each mistake'),
  handler: ({ file }) => {
    const { config } = loadBenchFile(file);
    console.log(`${file}: good; ${config.name}, driver ${config.driver}`);
    for (const [name, { driver }] of Object.entries(config.capabilities)) console.log(`  ${name.padEnd(18)}${driver}`);
  },
};

/** `plumbline bench up|status|exec|down|check`. */
export const benchCommand: CommandModule = {
  command: 'bench',
  describe: 'bring a test bench up or down, or show its state',
  builder: (yargs) =>
    yargs
      .command(up)
      .command(status)
      .command(exec)
      .command(down)
      .command(check)
      .demandCommand(1, 'up, status, exec, down or check?')
      .example('$0 bench up', 'bring up the embedded bench')
      .example('$0 bench status', 'see what of it works')
      .example('$0 bench exec vehicle -- ip addr', 'look around in it')
      .example('$0 bench down', 'take it down'),
  handler: () => undefined,
};
