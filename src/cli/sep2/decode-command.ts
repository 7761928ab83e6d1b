import type { CommandModule } from 'yargs';
import { decodeSep2, type Sep2Decoded, type Sep2Violation } from '../../messages/sep2/codec.js';
import { sep2ToJson } from '../../messages/sep2/json.js';
import { bodyForm, readBody } from './sep2-input.js';

interface DecodeArguments {
  readonly file: string;
  readonly json: boolean;
  readonly draft: boolean;
}

/** `plumbline sep2 decode`: exit code 0 when the resource is clean, 1 when it breaks a rule. */
export const sep2DecodeCommand: CommandModule<object, DecodeArguments> = {
  command: 'decode <file>',
  describe: 'decode one resource, XML or EXI; exit code 1 when it breaks a rule',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'a file, or - for standard input' })
      .option('json', { type: 'boolean', default: false, describe: 'one JSON object, for programs' })
      .option('draft', {
        type: 'boolean',
        default: false,
        describe: 'read EXI by the draft schema 2.0.4; XML says it itself',
      })
      .example('$0 sep2 decode derc.xml', 'a resource in words and JSON')
      .example('$0 sep2 decode derc.exi --json', 'for programs'),
  handler: ({ file, json, draft }) => {
    const { body, mediaType } = bodyForm(readBody(file));
    const decoded = decodeSep2(body, mediaType, draft ? { dialect: 'draft' } : {});
    console.log(json ? asJson(decoded, mediaType) : asText(decoded, mediaType, body.length));
    if (decoded.violations.length > 0) process.exitCode = 1;
  },
};

function jsonOf({ resource, value, dialect }: Sep2Decoded): object | undefined {
  return resource === undefined || value === undefined ? undefined : sep2ToJson(resource, value, dialect);
}

function asJson(decoded: Sep2Decoded, mediaType: string): string {
  const { resource, namespace, dialect, violations } = decoded;
  return JSON.stringify({ mediaType, resource, namespace, dialect, json: jsonOf(decoded) ?? null, violations });
}

function asText(decoded: Sep2Decoded, mediaType: string, octets: number): string {
  const { resource, dialect, namespace, violations } = decoded;
  const schema = dialect === undefined ? `unknown namespace ${namespace ?? '(none)'}` : `${dialect} schema`;
  const lines = [`${resource ?? 'no resource'} (${mediaType}, ${schema}, ${octets} octets)`];
  const value = jsonOf(decoded);
  if (value !== undefined) lines.push(JSON.stringify(value, undefined, 2));
  for (const violation of violations) lines.push(violationLine(violation));
  lines.push(violations.length === 0 ? 'clean' : `${violations.length} violation${violations.length > 1 ? 's' : ''}`);
  return lines.join('\n');
}

function violationLine({ path, rule, detail, line, column, bitOffset }: Sep2Violation): string {
  const place = line === undefined ? `bit ${bitOffset ?? 0}` : `line ${line}, column ${column ?? 0}`;
  return `violation: ${rule} at ${path === '' ? 'the body' : path}, ${place}: ${detail}`;
}
