import type { CommandModule } from 'yargs';
import { measurePlcLink } from '../probes/plc-link/measure-plc-link.js';
import { plcLines } from './plc/plc-lines.js';

interface PlcArguments {
  readonly interface: string;
  readonly modem: string | undefined;
  readonly json: boolean;
}

/** `plumbline plc`: exit code 0 when the modem answered sensibly, 1 on findings, 3 when none answered. */
export const plcCommand: CommandModule<object, PlcArguments> = {
  command: 'plc',
  describe: 'ask the power line modem at an interface: firmware, network, rates, SNR by band',
  builder: (yargs) =>
    yargs
      .option('interface', {
        alias: 'i',
        type: 'string',
        requiresArg: true,
        default: 'eth1',
        describe: 'interface with the modem',
      })
      .option('modem', {
        type: 'string',
        requiresArg: true,
        describe: 'address of a modem; default the local one, 00:b0:52:00:00:01',
      })
      .option('json', { type: 'boolean', default: false, describe: 'as JSON, with the SNR of each carrier' })
      .example('$0 plc', 'the modem at eth1')
      .example('$0 plc -i qca0 --json', 'for a program'),
  handler: async ({ interface: name, modem, json }) => {
    const link = await measurePlcLink({ interface: name, ...(modem === undefined ? {} : { modem }) });
    console.log(json ? JSON.stringify(link, null, 2) : plcLines(link).join('\n'));
    if (link.modem === undefined) process.exitCode = 3;
    else if (link.findings.length > 0) process.exitCode = 1;
  },
};
