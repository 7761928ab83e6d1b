import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import type { InjectedMessage } from '../../probes/inject/injected-message.js';
import { framesOfCapture, type InjectedFrame, messagesOfCapture } from '../../probes/inject/read-capture-messages.js';
import {
  looksLikeTranscript,
  messageOfOctets,
  messagesOfJson,
  messagesOfTranscript,
} from '../../probes/inject/read-messages.js';
import type { MessageSchema } from '../../probes/session-reader/message-decoder.js';
import { decodeV2gtpHeader, v2gtpHeaderLength } from '../../wire/v2gtp.js';
import { loadKeyLog } from '../decode/key-log-file.js';
import { isStdin, parseHex } from '../exi/input.js';

export interface InputOptions {
  readonly schema: MessageSchema | undefined;
  readonly keylog: readonly string[] | undefined;
  /** Session of a capture. */
  readonly session: number | undefined;
  /** Sender of a capture's Ethernet frames. */
  readonly source: string | undefined;
}

const stdin = 0;

/**
 * Messages of everything that was given, in its order: JSON, hex, a transcript or a capture; in place, in a file or on
 * standard input (`-`).
 * @throws PlumblineError PROBES-020, PROBES-021, CLI-010, CLI-011
 */
export async function readMessages(given: readonly string[], options: InputOptions): Promise<InjectedMessage[]> {
  const messages: InjectedMessage[] = [];
  for (const one of given) {
    const found = await messagesOf(one, options);
    if (found.length === 0) throw new PlumblineError('PROBES-020', { place: one, detail: 'there is no message in it' });
    messages.push(...found);
  }
  return messages.map((message, index) => ({ ...message, number: index + 1 }));
}

/** Ethernet frames of everything that was given: hex, or captures. @throws PlumblineError CLI-010, PROBES-020, PROBES-021 */
export async function readFrames(given: readonly string[], options: InputOptions): Promise<InjectedFrame[]> {
  const frames: InjectedFrame[] = [];
  for (const one of given) {
    const inline = parseHex(one);
    const content = inline === undefined ? read(one) : undefined;
    if (content !== undefined && isCapture(content)) frames.push(...(await framesOfCapture(one, options.source)));
    else {
      const bytes = inline ?? parseHex((content ?? Buffer.alloc(0)).toString('latin1'));
      if (bytes === undefined || bytes.length < 14) {
        throw new PlumblineError('PROBES-020', { place: one, detail: 'a whole Ethernet frame in hex is expected' });
      }
      frames.push({ bytes, sinceNs: 0n });
    }
  }
  return frames;
}

async function messagesOf(given: string, options: InputOptions): Promise<InjectedMessage[]> {
  const inline = parseHex(given);
  if (inline !== undefined) return [messageOfOctets(inline, options.schema)];
  const trimmed = given.trimStart();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return messagesOfJson(parseJson(given), options.schema);
  const content = read(given);
  if (isCapture(content)) {
    const { keyLog, warnings } = await loadKeyLog(given, options.keylog);
    for (const warning of warnings) console.error(warning);
    return messagesOfCapture(given, keyLog, options.session);
  }
  if (content.length === 0) return [];
  const text = content.toString('utf8');
  if (/^\s*[[{]/.test(text)) return messagesOfJson(parseJson(text), options.schema);
  if (looksLikeTranscript(text)) return messagesOfTranscript(text);
  const whole = parseHex(text) ?? new Uint8Array(content);
  const hex = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parseHex(line)]));
  // One message over several lines, or one a line.
  if (isWholeFrame(whole) || !hex.every((one) => one !== undefined && starts(one))) {
    return [messageOfOctets(whole, options.schema)];
  }
  return hex.flatMap((one) => (one === undefined ? [] : [messageOfOctets(one, options.schema)]));
}

function isWholeFrame(octets: Uint8Array): boolean {
  const { length, violations } = decodeV2gtpHeader(octets);
  return violations.length === 0 && length === octets.length - v2gtpHeaderLength;
}

/** The first octet of an EXI stream or of a V2GTP frame. */
function starts(octets: Uint8Array): boolean {
  return octets[0] === 0x80 || octets[0] === 0x01;
}

function isCapture(content: Buffer): boolean {
  const magic = content.subarray(0, 4).toString('hex');
  return ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d', '0a0d0d0a'].includes(magic) || magic.startsWith('1f8b');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('CLI-011', { detail: error instanceof Error ? error.message : String(error) });
  }
}

function read(given: string): Buffer {
  try {
    return readFileSync(isStdin(given) ? stdin : given);
  } catch (error) {
    throw new PlumblineError('CLI-010', {
      place: given,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
