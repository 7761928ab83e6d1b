import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
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
    if (modem !== undefined && !/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(modem)) {
      throw new PlumblineError('CLI-001', {
        detail: `--modem takes an address like 00:b0:52:00:00:01, not "${modem}"`,
      });
    }
    const link = await measurePlcLink({ interface: name, ...(modem === undefined ? {} : { modem }) });
    console.log(json ? JSON.stringify(link, null, 2) : plcLines(link).join('\n'));
    if (link.modem === undefined) process.exitCode = 3;
    else if (link.findings.length > 0) process.exitCode = 1;
  },
};
