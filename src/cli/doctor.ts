import type { CommandModule } from 'yargs';
import { examine } from '../bench/doctor/doctor.js';
import { defaultBenchFile } from '../bench/open-bench.js';
import { printChecks } from './check-table.js';

interface DoctorArguments {
  readonly bench: string;
  readonly json: boolean;
}

/** `plumbline doctor`: exit code 0 when everything that is needed works, 3 when something does not. */
export const doctorCommand: CommandModule<object, DoctorArguments> = {
  command: 'doctor',
  describe: 'say what is wrong with this machine or bench, and how to mend it',
  builder: (yargs) =>
    yargs
      .option('bench', {
        type: 'string',
        requiresArg: true,
        default: defaultBenchFile(),
        defaultDescription: 'the embedded bench',
        describe: 'bench file to look at',
      })
      .option('json', { type: 'boolean', default: false, describe: 'as JSON, one object a check' })
      .example('$0 doctor', 'this machine and the embedded bench')
      .example('$0 doctor --bench site.yaml', 'a real bench: its interfaces and calibrations, too'),
  handler: async ({ bench, json }) => {
    const rows = await examine(bench);
    const wrong = rows.filter((row) => row.ok === false).length;
    if (json) console.log(JSON.stringify({ ok: wrong === 0, checks: rows }, null, 2));
    else {
      printChecks(rows);
      console.log(wrong === 0 ? '\nEverything that is needed works.' : `\n${wrong} to mend.`);
    }
    if (wrong > 0) process.exitCode = 3;
  },
};
