import type { CommandModule } from 'yargs';

/** One row of the command line: a command is loaded only when it is used, so that small filters start fast. */
export interface CommandEntry {
  readonly name: string;
  readonly describe: string;
  readonly load: () => Promise<CommandModule>;
}

// yargs types a module by its own arguments; the table only hands it on.
const entry = (name: string, describe: string, load: () => Promise<unknown>): CommandEntry => ({
  name,
  describe,
  load: load as () => Promise<CommandModule>,
});

/** Every command in the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  entry(
    'demo',
    'the whole main job on this machine: bench, reference gateway, suites, signed PDF',
    async () => (await import('./demo.js')).demoCommand,
  ),
  entry(
    'run',
    'run suites against a bench and write the signed report',
    async () => (await import('./run.js')).runCommand,
  ),
  entry(
    'faults',
    'seed each known fault, and see whether the suite finds it',
    async () => (await import('./faults.js')).faultsCommand,
  ),
  entry('list', 'list the cases, by suite, requirement or PICS', async () => (await import('./list.js')).listCommand),
  entry(
    'pics',
    'PICS and PIXIT: a wizard, a check against the gateway, the list',
    async () => (await import('./pics.js')).picsCommand,
  ),
  entry(
    'verify',
    'check a run folder or a report: chain, manifest, results, signature',
    async () => (await import('./verify.js')).verifyCommand,
  ),
  entry(
    'compare',
    'set the verdicts of several runs side by side',
    async () => (await import('./compare.js')).compareCommand,
  ),
  entry(
    'report',
    'make the reports of a run again from its record',
    async () => (await import('./report.js')).reportCommand,
  ),
  entry(
    'decode',
    'read a capture as a session in plain words',
    async () => (await import('./decode.js')).decodeCommand,
  ),
  entry(
    'plc',
    'ask the power line modem at an interface: firmware, network, rates, SNR by band',
    async () => (await import('./plc.js')).plcCommand,
  ),
  entry(
    'slac',
    'play one side of the matching of a vehicle to a charger (SLAC)',
    async () => (await import('./slac.js')).slacCommand,
  ),
  entry(
    'inject',
    'send messages, frames or a recorded vehicle to a station and show the answers',
    async () => (await import('./inject.js')).injectCommand,
  ),
  entry(
    'proxy',
    'stand between a vehicle and a station: read, change, delay, drop or replay messages by a script',
    async () => (await import('./proxy.js')).proxyCommand,
  ),
  entry(
    'exi',
    'decode or encode one EXI message, or a stream of them',
    async () => (await import('./exi.js')).exiCommand,
  ),
  entry(
    'schema',
    'import message definitions from a schema of yours',
    async () => (await import('./schema.js')).schemaCommand,
  ),
  entry(
    'sep2',
    'decode, encode or validate one IEEE 2030.5 resource',
    async () => (await import('./sep2.js')).sep2Command,
  ),
  entry('gateway', 'run the reference gateway (SECC)', async () => (await import('./gateway.js')).gatewayCommand),
  entry(
    'utility',
    'play the utility server of IEEE 2030.5: stop a gateway on demand, misbehave, see its requests',
    async () => (await import('./utility.js')).utilityCommand,
  ),
  entry(
    'bench',
    'bring a test bench up or down, or show its state',
    async () => (await import('./bench.js')).benchCommand,
  ),
  entry(
    'doctor',
    'say what is wrong with this machine or bench, and how to mend it',
    async () => (await import('./doctor.js')).doctorCommand,
  ),
  entry('pki', 'mint a lab PKI, or explain certificates', async () => (await import('./pki.js')).pkiCommand),
];
