import type { CommandModule } from 'yargs';

interface GatewayArguments {
  readonly config: string | undefined;
  readonly check: boolean;
  readonly fault: readonly string[];
  readonly 'list-faults': boolean;
}

export const gatewayCommand: CommandModule<object, GatewayArguments> = {
  command: 'gateway',
  describe: 'run the reference gateway (SECC) until SIGTERM',
  builder: (yargs) =>
    yargs
      .option('config', {
        type: 'string',
        requiresArg: true,
        describe: 'configuration file (YAML); docs/gateway.md describes it',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'check configuration, certificates, interface and state file, then exit',
      })
      .option('fault', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        requiresArg: true,
        describe: 'seed a fault, beside those of the configuration; may be given again',
      })
      .option('list-faults', {
        type: 'boolean',
        default: false,
        describe: 'list the faults that can be seeded, then exit',
      })
      .check(({ config, 'list-faults': list }) => {
        if (config === undefined && !list) throw new Error('Missing required argument: config');
        return true;
      })
      .example('$0 gateway --config gateway.yaml --fault ack-before-effect', 'be wrong on purpose')
      .example('$0 gateway --config /etc/v2g/config.yaml', 'run in the foreground, as the systemd unit does')
      .example('$0 gateway --config docs/examples/gateway.yaml --check', 'say what would keep it from starting'),
  handler: async ({ config = '', check, fault, 'list-faults': list }) => {
    if (list) {
      const { faultTable } = await import('../gateway/faults/fault-table.js');
      for (const [name, { behaviour, source }] of Object.entries(faultTable)) {
        console.log(`${name}\n  ${behaviour}\n  ${source}`);
      }
      return;
    }
    const { checkGateway, runGateway } = await import('../gateway/run-gateway.js');
    if (check) {
      const checked = checkGateway(config);
      console.log(`${config}: good; ${checked.evse.id} on ${checked.interfaces.vehicle}, TLS ${checked.security.tls}`);
      return;
    }
    process.exitCode = await runGateway(config, fault);
    // Handles of a device that hangs must not keep a stopped gateway alive.
    process.exit();
  },
};
