import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { PlumblineError } from '../../base/errors.js';
import {
  type Dialect,
  decodeMessage,
  encodeLeniently,
  fromJson,
  jsonText,
  type SchemaName,
  schemaName,
  type Violation,
} from '../../messages/codec.js';

/** How much output is gathered before it is written. */
const flushAt = 1 << 16;

/**
 * The answer to one line `schema TAB hex`: a JSON object with `message`, `json`, `violations`, `notes` and `exi` (our own
 * encoding of `json`, or null with the reason among the violations). A line that is no such line gives `error`.
 */
export function answerLine(line: string): string {
  const tab = line.indexOf('\t');
  try {
    if (tab < 0) return refusal('a line is: schema, tab, hex');
    const schema = schemaName(line.slice(0, tab).trim());
    const hex = line.slice(tab + 1).trim();
    const octets = Buffer.from(hex, 'hex');
    // Buffer stops at the first character that is not hex.
    if (hex === '' || octets.length * 2 !== hex.length) return refusal('the second field is not hex');
    return answer(schema, octets);
  } catch (error) {
    return refusal(error instanceof PlumblineError ? `${error.code} ${error.message}` : String(error));
  }
}

function answer(schema: SchemaName, octets: Uint8Array): string {
  const { message, value, violations, notes, dialect } = decodeMessage(schema, octets);
  const json = value === undefined ? undefined : jsonText(schema, value);
  const again = value === undefined || json === undefined ? undefined : encodeAgain(schema, json, dialect);
  const all = again?.reason === undefined ? violations : [...violations, again.reason];
  const name = message === undefined ? 'null' : JSON.stringify(message);
  const found = all.length === 0 ? '[]' : JSON.stringify(all);
  const exi = again?.hex === undefined ? 'null' : `"${again.hex}"`;
  const remarks = notes.length === 0 ? '[]' : JSON.stringify(notes);
  const spoken = dialect === undefined ? '' : `,"dialect":"${dialect}"`;
  return `{"message":${name},"json":${json ?? 'null'},"violations":${found},"notes":${remarks}${spoken},"exi":${exi}}`;
}

interface Again {
  readonly hex?: string;
  readonly reason?: Violation;
}

/** A value of which a part is missing could be encoded as a deviation, but that would not be the message. */
const incomplete: ReadonlySet<string> = new Set(['element-missing', 'attribute-missing']);

function encodeAgain(schema: SchemaName, text: string, dialect: Dialect | undefined): Again {
  try {
    const { bytes, impossible, violations } = encodeLeniently(
      schema,
      fromJson(schema, JSON.parse(text)),
      [],
      dialect === undefined ? {} : { dialect },
    );
    const reason = impossible[0] ?? violations.find(({ rule }) => incomplete.has(rule));
    if (reason === undefined && bytes !== undefined) {
      return { hex: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex') };
    }
    return reason === undefined ? {} : { reason: { ...reason, detail: `cannot be encoded: ${reason.detail}` } };
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const detail = `cannot be encoded: ${error.detail ?? error.message}`;
    return { reason: { path: error.place ?? '', bitOffset: 0, rule: 'value-type', detail } };
  }
}

function refusal(error: string): string {
  return JSON.stringify({ message: null, json: null, violations: [], notes: [], exi: null, error });
}

/** Answers every line of `input` on `output`, in order. A bad line never ends it. */
export async function filterLines(input: Readable, output: Writable): Promise<void> {
  let rest = '';
  let gathered = '';
  input.setEncoding('utf8');
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      gathered += `${answerLine(line)}\n`;
      if (gathered.length > flushAt) {
        await write(output, gathered);
        gathered = '';
      }
    }
    // What has been answered goes out with each chunk, so that a peer may talk to the filter line by line.
    if (gathered !== '') await write(output, gathered);
    gathered = '';
  }
  if (rest !== '') await write(output, `${answerLine(rest)}\n`);
}

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}
