import type { CommandModule } from 'yargs';
import { sep2JsonSchema, sep2Resources } from '../../messages/sep2/json.js';

interface SchemaArguments {
  readonly resource: string | undefined;
}

/** `plumbline sep2 schema`: the resources, or the JSON Schema of one. */
export const sep2SchemaCommand: CommandModule<object, SchemaArguments> = {
  command: 'schema [resource]',
  describe: 'JSON Schema of a resource, or the names of all of them',
  builder: (yargs) =>
    yargs
      .positional('resource', { type: 'string', describe: 'name as in the standard, such as DERControl' })
      .example('$0 sep2 schema', 'names of all resources')
      .example('$0 sep2 schema DERControl', 'how its JSON must look'),
  handler: ({ resource }) => {
    if (resource === undefined) for (const name of sep2Resources()) console.log(name);
    else console.log(JSON.stringify(sep2JsonSchema(resource), undefined, 2));
  },
};
