import type { CommandModule } from 'yargs';
import {
  type Decoded,
  decodeFragment,
  decodeMessage,
  jsonText,
  schemaName,
  schemaNames,
} from '../../messages/codec.js';
import { readOctets } from './input.js';

interface DecodeArguments {
  readonly schema: string;
  readonly message: string;
  readonly fragment: boolean;
  readonly ranges: boolean;
  readonly json: boolean;
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
      .example('$0 exi decode iso2 8098020000000011d01881a4c4d0e0', 'a message in words and JSON')
      .example('$0 exi decode sap request.bin --ranges', 'which bits hold which field')
      .example('$0 exi decode iso2 - --json < message.hex', 'for programs'),
  handler: ({ schema, message, fragment, ranges, json }) => {
    const name = schemaName(schema);
    const octets = readOctets(message);
    const decoded = (fragment ? decodeFragment : decodeMessage)(name, octets, { ranges });
    console.log(json ? asJson(decoded) : asText(decoded, octets.length));
    if (decoded.violations.length > 0) process.exitCode = 1;
  },
};

function asJson({ schema, message, value, violations, notes, ranges }: Decoded): string {
  const text = value === undefined ? 'null' : jsonText(schema, value);
  const head = JSON.stringify({ schema, message: message ?? null }).slice(0, -1);
  const rest = JSON.stringify({ violations, notes, ...(ranges === undefined ? {} : { ranges }) }).slice(1);
  return `${head},"json":${text},${rest}`;
}

function asText({ schema, message, value, violations, notes, ranges }: Decoded, length: number): string {
  const lines = [`${message ?? 'no message'} (${schema}, ${length} octets)`];
  if (value !== undefined) lines.push(indent(jsonText(schema, value)));
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

/** Pretty JSON whose numbers keep all their digits. */
function indent(text: string): string {
  const bigs: string[] = [];
  const guarded = text.replace(/([:[,])(-?\d{16,})(?=[,}\]])/g, (_, before: string, digits: string) => {
    bigs.push(digits);
    return `${before}"\\u0000${bigs.length - 1}"`;
  });
  const pretty = JSON.stringify(JSON.parse(guarded), undefined, 2);
  return pretty.replace(/"\\u0000(\d+)"/g, (_, index: string) => bigs[Number(index)] ?? '');
}
