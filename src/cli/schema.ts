import type { Argv, CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import type { DefinitionDifference } from '../messages/schema-import/definition-files.js';

interface ImportArguments {
  readonly xsd: readonly string[];
  readonly name: string;
  readonly out: string;
  readonly annotations: string | undefined;
  readonly check: boolean;
}

const importCommand: CommandModule<object, ImportArguments> = {
  command: 'import',
  describe: 'turn XML Schema files into message definitions',
  builder: (yargs) =>
    yargs
      .option('xsd', {
        type: 'string',
        array: true,
        demandOption: true,
        requiresArg: true,
        describe: 'schema files, or folders of which every .xsd is taken; imports are followed',
      })
      .option('name', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'name of the message set, such as iso2',
      })
      .option('out', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'folder for the definitions',
      })
      .option('annotations', {
        type: 'string',
        requiresArg: true,
        describe: 'YAML file with clauses, notes, units and file names (default: annotations.yaml of the folder)',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'write nothing; exit 1 when the folder is not what the schema gives',
      })
      .example('$0 schema import --xsd ./iso15118_2 --name iso2 --out src/messages/iso2', 'a folder of schema files')
      .example('$0 schema import --xsd V2G_CI_AC.xsd --name iso20.ac --out ./ac', 'one file and all that it imports')
      .example('$0 schema import --xsd ./iso15118_2 --name iso2 --out src/messages/iso2 --check', 'for CI'),
  handler: async ({ xsd, name, out, annotations, check }) => {
    const { importSchema } = await import('../messages/schema-import/import-schema.js');
    const { compareDefinitions, writeDefinitions } = await import('../messages/schema-import/definition-files.js');
    const files = importSchema({ xsd, name, out, ...(annotations === undefined ? {} : { annotations }) });
    if (check) {
      const differences = compareDefinitions(out, files);
      if (differences.length > 0) {
        throw new PlumblineError('MESSAGES-018', { place: out, detail: differences.map(describe).join('; ') });
      }
      console.log(`${name}: the ${files.size} files in ${out} are what the schema gives`);
      return;
    }
    const written = writeDefinitions(out, files);
    console.log(`${name}: ${files.size} files in ${out}, ${written.length} of them new or changed`);
    for (const file of written) console.log(`  ${file}`);
  },
};

function describe({ file, kind, line }: DefinitionDifference): string {
  return line === undefined ? `${file} is ${kind}` : `${file} differs from line ${line}`;
}

/** `plumbline schema`: message definitions from a schema that the user supplies. */
export const schemaCommand: CommandModule = {
  command: 'schema',
  describe: 'import message definitions from a schema of yours',
  builder: (yargs: Argv) =>
    yargs
      .command(importCommand)
      .demandCommand(1, 'say what to do, for example: plumbline schema import')
      .example('$0 schema import --xsd ./iso15118_2 --name iso2 --out src/messages/iso2', 'a folder of schema files')
      .example('$0 schema import --help', 'all options'),
  handler: () => {},
};
