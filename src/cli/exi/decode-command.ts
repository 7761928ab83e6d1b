import type { CommandModule } from 'yargs';
import { PlumblineError } from '../../base/errors.js';
import {
  type Decoded,
  decodeFragment,
  decodeMessage,
  dialectName,
  dialectNames,
  jsonText,
  schemaName,
  schemaNames,
  toJson,
} from '../../messages/codec.js';
import { readOctets } from './input.js';

interface DecodeArguments {
  readonly schema: string;
  readonly message: string;
  readonly fragment: boolean;
  readonly ranges: boolean;
  readonly json: boolean;
  readonly dialect: string | undefined;
}

/** `plumbline exi decode`: exit code 0 when the message is clean, 1 when it breaks a rule. */
export const exiDecodeCommand: CommandModule<object, DecodeArguments> = {
  command: 'decode <schema> <message>',
  describe: 'decode one message; exit code 1 when it breaks a rule',
  builder: (yargs) =>
    yargs
      .positional('schema', { type: 'string', demandOption: true, describe: schemaNames.join(', ') })
      .positional('message', { type: 'string', demandOption: true, describe: 'hex, a file, or - for standard input' })
      .option('fragment', { type: 'boolean', default: false, describe: 'an EXI fragment, as signatures digest it' })
      .option('ranges', { type: 'boolean', default: false, describe: 'the bits of every field as well' })
      .option('json', { type: 'boolean', default: false, describe: 'one JSON object, for programs' })
      .option('dialect', {
        type: 'string',
        requiresArg: true,
        describe: `read as this codec would write it: ${dialectNames.join(', ')}`,
      })
      .example('$0 exi decode iso2 8098020000000011d01881a4c4d0e0', 'a message in words and JSON')
      .example('$0 exi decode sap request.bin --ranges', 'which bits hold which field')
      .example('$0 exi decode iso2 - --json < message.hex', 'for programs'),
  handler: ({ schema, message, fragment, ranges, json, dialect }) => {
    const name = schemaName(schema);
    if (fragment && dialect !== undefined) {
      const cure = 'leave out --dialect or --fragment';
      throw new PlumblineError('CLI-001', { detail: 'fragments have no dialect', cure });
    }
    const octets = readOctets(message);
    const options = { ranges, ...(dialect === undefined ? {} : { dialect: dialectName(dialect) }) };
    const decoded = fragment ? decodeFragment(name, octets, options) : decodeMessage(name, octets, options);
    console.log(json ? asJson(decoded) : asText(decoded, octets.length));
    if (decoded.violations.length > 0) process.exitCode = 1;
  },
};

function asJson({ schema, message, value, violations, notes, ranges, dialect }: Decoded): string {
  const text = value === undefined ? 'null' : jsonText(schema, value);
  const head = JSON.stringify({ schema, message: message ?? null, dialect }).slice(0, -1);
  const rest = JSON.stringify({ violations, notes, ...(ranges === undefined ? {} : { ranges }) }).slice(1);
  return `${head},"json":${text},${rest}`;
}

function asText({ schema, message, value, violations, notes, ranges, dialect }: Decoded, length: number): string {
  const lines = [
    `${message ?? 'no message'} (${schema}${dialect === undefined ? '' : ` as ${dialect} writes it`}, ${length} octets)`,
  ];
  if (value !== undefined) lines.push(JSON.stringify(toJson(schema, value), undefined, 2));
  for (const { path, startBit, endBit } of ranges ?? []) {
    lines.push(`  bits ${String(startBit).padStart(5)} to ${String(endBit - 1).padStart(5)}  ${path}`);
  }
  for (const { path, bitOffset, rule, detail } of violations) {
    lines.push(`violation: ${rule} at ${path || 'the stream'}, bit ${bitOffset}: ${detail}`);
  }
  for (const { rule, detail } of notes) lines.push(`note: ${rule}: ${detail}`);
  lines.push(violations.length === 0 ? 'clean' : `${violations.length} violation${violations.length > 1 ? 's' : ''}`);
  return lines.join('\n');
}
