import type { CommandModule } from 'yargs';
import { PlumblineError } from '../../base/errors.js';
import {
  dialectName,
  dialectNames,
  encodeLeniently,
  encodeMessage,
  fromJson,
  schemaName,
  schemaNames,
} from '../../messages/codec.js';
import { faultNotation, parseFault } from '../../messages/fault-notation.js';
import { writeOutput } from '../write-output.js';
import { readJson } from './input.js';

interface EncodeArguments {
  readonly schema: string;
  readonly value: string;
  readonly fault: readonly string[];
  readonly lenient: boolean;
  readonly out: string | undefined;
  readonly dialect: string | undefined;
}

const kinds = Object.values(faultNotation)
  .map(({ form, describe }) => `  ${form.padEnd(28)}${describe}`)
  .join('\n');

/** `plumbline exi encode`: hex on standard output, or octets in a file. */
export const exiEncodeCommand: CommandModule<object, EncodeArguments> = {
  command: 'encode <schema> <value>',
  describe: 'encode one message, breaking rules where asked to',
  builder: (yargs) =>
    yargs
      .positional('schema', { type: 'string', demandOption: true, describe: schemaNames.join(', ') })
      .positional('value', { type: 'string', demandOption: true, describe: 'JSON, a file, or - for standard input' })
      .option('fault', {
        type: 'string',
        array: true,
        requiresArg: true,
        default: [],
        describe: 'a rule to break; may be given several times (kinds below)',
      })
      .option('lenient', {
        type: 'boolean',
        default: false,
        describe: 'encode values that break bounds too, and say which bounds on standard error',
      })
      .option('dialect', {
        type: 'string',
        requiresArg: true,
        describe: `write as this codec would, where it deviates from the schema: ${dialectNames.join(', ')}`,
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'write the octets to this file' })
      .epilogue(`Faults (a PATH is as in JSON, and its tail suffices):\n${kinds}`)
      .example(`$0 exi encode sap '{"supportedAppProtocolRes":{"ResponseCode":"Failed_NoNegotiation"}}'`, 'hex')
      .example('$0 exi encode iso2 request.json --fault length:EVCCID=9', 'an EVCCID over its bound')
      .example('$0 exi encode iso2 - --out request.bin < request.json', 'octets in a file'),
  handler: ({ schema, value, fault, lenient, out, dialect }) => {
    const name = schemaName(schema);
    const object = fromJson(name, readJson(value));
    const faults = fault.map(parseFault);
    const options = dialect === undefined ? {} : { dialect: dialectName(dialect) };
    const bytes = (lenient ? encodeAnyway : encodeMessage)(name, object, faults, options);
    if (out === undefined) console.log(Buffer.from(bytes).toString('hex'));
    else writeOutput(out, bytes);
  },
};

function encodeAnyway(...message: Parameters<typeof encodeLeniently>): Uint8Array {
  const { bytes, violations, impossible } = encodeLeniently(...message);
  const [first] = impossible;
  if (bytes === undefined) {
    throw new PlumblineError('MESSAGES-001', {
      ...(first === undefined ? {} : { place: first.path, detail: `${first.rule}, ${first.detail}` }),
    });
  }
  for (const { path, rule, detail } of violations) console.error(`${rule} at ${path}: ${detail}`);
  return bytes;
}
