import type { CommandModule } from 'yargs';

interface GatewayArguments {
  readonly config: string;
  readonly check: boolean;
}

export const gatewayCommand: CommandModule<object, GatewayArguments> = {
  command: 'gateway',
  describe: 'run the reference gateway (SECC) until SIGTERM',
  builder: (yargs) =>
    yargs
      .option('config', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'configuration file (YAML); docs/gateway.md describes it',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'check configuration, certificates, interface and state file, then exit',
      })
      .example('$0 gateway --config /etc/v2g/config.yaml', 'run in the foreground, as the systemd unit does')
      .example('$0 gateway --config docs/examples/gateway.yaml --check', 'say what would keep it from starting'),
  handler: async ({ config, check }) => {
    const { checkGateway, runGateway } = await import('../gateway/run-gateway.js');
    if (check) {
      const checked = checkGateway(config);
      console.log(`${config}: good; ${checked.evse.id} on ${checked.interfaces.vehicle}, TLS ${checked.security.tls}`);
      return;
    }
    process.exitCode = await runGateway(config);
    // Handles of a device that hangs must not keep a stopped gateway alive.
    process.exit();
  },
};
