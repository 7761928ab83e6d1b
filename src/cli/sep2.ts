import type { CommandModule } from 'yargs';
import { sep2DecodeCommand } from './sep2/decode-command.js';
import { sep2EncodeCommand } from './sep2/encode-command.js';
import { sep2SchemaCommand } from './sep2/schema-command.js';
import { sep2ValidateCommand } from './sep2/validate-command.js';

/** `plumbline sep2`: one resource of IEEE 2030.5, in XML, EXI or JSON. */
export const sep2Command: CommandModule = {
  command: 'sep2',
  describe: 'decode, encode or validate one IEEE 2030.5 resource',
  builder: (yargs) =>
    yargs
      .command(sep2DecodeCommand)
      .command(sep2EncodeCommand)
      .command(sep2ValidateCommand)
      .command(sep2SchemaCommand)
      .demandCommand(1, 'say what to do, for example: plumbline sep2 decode FILE')
      .example('$0 sep2 decode derc.xml', 'a resource in words and JSON')
      .example('$0 sep2 encode derc.json --form exi > derc.exi', 'the shorter form')
      .example('$0 sep2 validate derc.xml --xsd sep.xsd', 'against a schema of yours'),
  handler: () => {},
};
