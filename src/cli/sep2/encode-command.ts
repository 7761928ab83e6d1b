import type { CommandModule } from 'yargs';
import { encodeSep2 } from '../../messages/sep2/codec.js';
import { sep2FromJson } from '../../messages/sep2/json.js';
import { draftNamespace, publishedNamespace } from '../../messages/sep2/namespace-names.js';
import { readJson } from '../exi/input.js';

interface EncodeArguments {
  readonly resource: string;
  readonly form: 'xml' | 'exi';
  readonly draft: boolean;
  readonly lenient: boolean;
  readonly hex: boolean;
}

/** `plumbline sep2 encode`: JSON, as `sep2 decode` prints it, to XML or EXI on standard output. */
export const sep2EncodeCommand: CommandModule<object, EncodeArguments> = {
  command: 'encode <resource>',
  describe: 'encode one resource from its JSON form',
  builder: (yargs) =>
    yargs
      .positional('resource', { type: 'string', demandOption: true, describe: 'JSON, a file of it, or -' })
      .option('form', { choices: ['xml', 'exi'] as const, default: 'xml' as const, describe: 'what to write' })
      .option('draft', { type: 'boolean', default: false, describe: 'the draft schema 2.0.4' })
      .option('lenient', { type: 'boolean', default: false, describe: 'write what breaks the schema too' })
      .option('hex', { type: 'boolean', default: false, describe: 'print the octets as hex' })
      .example('$0 sep2 encode derc.json', 'XML')
      .example('$0 sep2 encode derc.json --form exi --hex', 'EXI as hex'),
  handler: ({ resource, form, draft, lenient, hex }) => {
    const { resource: name, value } = sep2FromJson(readJson(resource), draft ? 'draft' : 'published');
    const namespace = draft ? draftNamespace : publishedNamespace;
    const octets = encodeSep2(name, value, { form, namespace, lenient });
    process.stdout.write(hex ? `${Buffer.from(octets).toString('hex')}\n` : octets);
    if (!hex && form === 'xml') process.stdout.write('\n');
  },
};
