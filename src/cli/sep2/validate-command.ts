import type { CommandModule } from 'yargs';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../../messages/sep2/codec.js';
import { UserSchema } from '../../messages/sep2/validate-xml.js';
import { bodyForm, readBody } from './sep2-input.js';

interface ValidateArguments {
  readonly file: string;
  readonly xsd: string | undefined;
}

/** `plumbline sep2 validate`: by our definitions, and with --xsd by libxml2 and the user's schema as well. */
export const sep2ValidateCommand: CommandModule<object, ValidateArguments> = {
  command: 'validate <file>',
  describe: 'hold a resource against the schema; exit code 1 when it breaks it',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'a file, or - for standard input' })
      .option('xsd', { type: 'string', requiresArg: true, describe: 'a schema of yours, such as sep.xsd' })
      .example('$0 sep2 validate derc.xml', 'by the definitions of plumbline')
      .example('$0 sep2 validate derc.xml --xsd sep.xsd', 'by an independent validator as well'),
  handler: ({ file, xsd }) => {
    const { body, mediaType } = bodyForm(readBody(file));
    const { resource, value, violations } = decodeSep2(body, mediaType);
    for (const { path, rule, detail, line } of violations) {
      console.log(
        `plumbline: ${path === '' ? 'the body' : path}${line === undefined ? '' : `, line ${line}`}: ${rule}, ${detail}`,
      );
    }
    let against = 0;
    if (xsd !== undefined) {
      const exi = mediaType === sep2MediaTypes.exi;
      const text =
        exi && resource !== undefined && value !== undefined ? encodeSep2(resource, value, { lenient: true }) : body;
      const schema = UserSchema.open(xsd);
      const findings = schema.validate(text);
      schema.dispose();
      for (const { line, detail } of findings) console.log(`${xsd}: line ${line}: ${detail}`);
      against = findings.length;
    }
    const total = violations.length + against;
    console.log(total === 0 ? `${resource ?? 'the body'}: valid` : `${resource ?? 'the body'}: ${total} findings`);
    if (total > 0) process.exitCode = 1;
  },
};
