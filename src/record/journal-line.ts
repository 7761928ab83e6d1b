import { createHash } from 'node:crypto';
import type { RunEvent } from './events.js';

/** What the journal adds to an event: its number, the hash of the line before, and its own hash. */
export interface Seal {
  /** 0, 1, 2 ... without a gap. */
  readonly seq: number;
  /** Hash of the line before; 64 zeros for the first. */
  readonly prev: string;
  /** SHA-256, lower-case hex, of the line's own UTF-8 text without its `hash` member. */
  readonly hash: string;
}

export type SealedEvent = RunEvent & Seal;

export const firstPrev = '0'.repeat(64);

const tail = /,"hash":"([0-9a-f]{64})"\}$/;

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** JSON has no words for these: a number that is none is left out rather than read back as null. */
function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Writes the event as one line (without the line feed) that is chained to the line before by `prev`. */
export function sealLine(event: RunEvent, seq: number, prev: string): { readonly text: string; readonly hash: string } {
  const body = JSON.stringify({ ...event, seq, prev }, plainJson);
  const hash = sha256(body);
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

export type OpenedLine =
  | { readonly ok: true; readonly event: SealedEvent }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads one line back and checks its hash, number and link. The check is over the bytes as written, so even a changed
 * space is found.
 */
export function openLine(text: string, seq: number, prev: string): OpenedLine {
  const found = tail.exec(text);
  if (found === null) return { ok: false, problem: 'not a sealed line' };
  const body = `${text.slice(0, found.index)}}`;
  if (sha256(body) !== found[1]) return { ok: false, problem: 'the hash does not match the line' };
  let event: SealedEvent;
  try {
    event = JSON.parse(text) as SealedEvent;
  } catch {
    return { ok: false, problem: 'not JSON' };
  }
  if (event.seq !== seq) return { ok: false, problem: `number ${event.seq} where ${seq} belongs` };
  if (event.prev !== prev) return { ok: false, problem: 'the link to the line before does not match' };
  return { ok: true, event };
}
