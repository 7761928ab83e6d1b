import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { exiDecodeCommand } from './exi/decode-command.js';
import { exiEncodeCommand } from './exi/encode-command.js';
import { filterLines } from './exi/line-filter.js';
import { exiSchemaCommand } from './exi/schema-command.js';

interface ExiArguments {
  readonly lines: boolean;
}

/** `plumbline exi`: one message, or a stream of them. */
export const exiCommand: CommandModule<object, ExiArguments> = {
  command: 'exi',
  describe: 'decode or encode one EXI message, or a stream of them',
  builder: (yargs) =>
    yargs
      .command(exiDecodeCommand)
      .command(exiEncodeCommand)
      .command(exiSchemaCommand)
      .option('lines', {
        type: 'boolean',
        default: false,
        describe: 'filter: `schema TAB hex` a line in, one JSON object a line out (message, json, violations, exi)',
      })
      .example('$0 exi decode iso2 8098020000000011d01881a4c4d0e0', 'one message in words')
      .example('$0 exi encode iso2 request.json --fault missing:EVCCID', 'a message that no correct stack would send')
      .example('$0 exi --lines < messages.tsv > messages.jsonl', 'hundreds of thousands of messages'),
  handler: async ({ lines }) => {
    if (!lines) {
      throw new PlumblineError('CLI-001', {
        detail: 'say decode, encode, schema or --lines',
        cure: 'see plumbline exi --help',
      });
    }
    await filterLines(process.stdin, process.stdout);
  },
};
