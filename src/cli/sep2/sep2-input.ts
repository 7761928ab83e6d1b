import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import { sep2MediaTypes } from '../../messages/sep2/codec.js';
import { isStdin, parseHex } from '../exi/input.js';

const STDIN = 0;

/** A body from a file or `-`. @throws {PlumblineError} CLI-010 */
export function readBody(given: string): Uint8Array {
  try {
    return readFileSync(isStdin(given) ? STDIN : given);
  } catch (error) {
    throw new PlumblineError('CLI-010', { place: given, detail: (error as Error).message });
  }
}

/** The octets and media type of a body: EXI by its first octets (cookie, or 0xa0), also as hex; else XML. */
export function bodyForm(content: Uint8Array): { readonly body: Uint8Array; readonly mediaType: string } {
  const text = content.every((octet) => octet < 0x80) ? Buffer.from(content).toString('latin1') : '';
  const body = parseHex(text) ?? content;
  const first = body[0] ?? 0;
  const exi = (first & 0xc0) === 0x80 || Buffer.from(body.subarray(0, 4)).toString('latin1') === '$EXI';
  return { body, mediaType: exi ? sep2MediaTypes.exi : sep2MediaTypes.xml };
}
