import type { CommandModule } from 'yargs';
import { jsonSchemaOf, messageNames, schemaName, schemaNames } from '../../messages/codec.js';

interface SchemaArguments {
  readonly schema: string;
  readonly message: string | undefined;
}

/** `plumbline exi schema`: the messages of a set, or the JSON Schema of one. */
export const exiSchemaCommand: CommandModule<object, SchemaArguments> = {
  command: 'schema <schema> [message]',
  describe: 'JSON Schema of a message, or the names of all messages of a set',
  builder: (yargs) =>
    yargs
      .positional('schema', { type: 'string', demandOption: true, describe: schemaNames.join(', ') })
      .positional('message', { type: 'string', describe: 'name as in the standard, such as SessionSetupReq' })
      .example('$0 exi schema iso2', 'names of all messages')
      .example('$0 exi schema iso2 SessionSetupReq', 'how its JSON must look'),
  handler: ({ schema, message }) => {
    const name = schemaName(schema);
    if (message === undefined) for (const each of messageNames(name)) console.log(each);
    else console.log(JSON.stringify(jsonSchemaOf(name, message), undefined, 2));
  },
};
