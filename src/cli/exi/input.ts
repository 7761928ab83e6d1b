import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';

const STDIN = 0;

/** Whether a positional stands for standard input: yargs hands `-` on as an empty text. */
export function isStdin(given: string): boolean {
  return given === '-' || given === '';
}

/** Octets of a message given as hex, as a file that holds hex or raw octets, or as `-`. Throws CLI-010. */
export function readOctets(given: string): Uint8Array {
  const inline = parseHex(given);
  if (inline !== undefined) return inline;
  const content = read(given, 'CLI-010');
  const text = content.every((octet) => octet < 0x80) ? content.toString('latin1') : '';
  return parseHex(text) ?? new Uint8Array(content);
}

/** A JSON value given as text, as a file, or as `-`. Throws CLI-011. */
export function readJson(given: string): unknown {
  const text = given.trimStart().startsWith('{') ? given : read(given, 'CLI-011').toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('CLI-011', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Octets of hex digits, with white space anywhere; undefined when the text is anything else. */
export function parseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '');
  if (digits === '' || digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) return undefined;
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

function read(given: string, code: 'CLI-010' | 'CLI-011'): Buffer {
  try {
    return readFileSync(isStdin(given) ? STDIN : given);
  } catch (error) {
    throw new PlumblineError(code, { place: given, detail: error instanceof Error ? error.message : String(error) });
  }
}
