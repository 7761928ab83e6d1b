import type { CommandModule } from 'yargs';
import { behaveCommand } from './utility/behave.js';
import { cancelCommand, controlCommand, defaultCommand } from './utility/controls.js';
import { requestsCommand, statusCommand } from './utility/show.js';
import { startCommand } from './utility/start.js';

/** `plumbline utility start|control|cancel|default|behave|requests|status`. */
export const utilityCommand: CommandModule = {
  command: 'utility',
  describe: 'play the utility server of IEEE 2030.5 by hand',
  builder: (yargs) =>
    yargs
      .command(startCommand)
      .command(controlCommand)
      .command(cancelCommand)
      .command(defaultCommand)
      .command(behaveCommand)
      .command(requestsCommand)
      .command(statusCommand)
      .demandCommand(1, 'start, control, cancel, default, behave, requests or status?')
      .example('$0 utility start --pki lab-pki', 'in one terminal')
      .example(
        '$0 utility control --de-energize --wait 30',
        'in another: the button, and what the gateway does with it',
      ),
  handler: () => undefined,
};
