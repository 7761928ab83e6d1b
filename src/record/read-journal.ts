import { readFileSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';
import { firstPrev, openLine, type SealedEvent } from './journal-line.js';

export interface JournalReading {
  /** The events of the unbroken chain from the beginning. */
  readonly events: readonly SealedEvent[];
  /** Hash of the last line of the unbroken chain. */
  readonly head: string;
  /** The writer died in the middle of the last line: it was left out, and all before it holds. */
  readonly torn: boolean;
  /** Where the chain breaks; nothing after it can be trusted. Undefined: it holds to the end. */
  readonly broken?: { readonly line: number; readonly problem: string };
  /** The run said that it ended. */
  readonly complete: boolean;
}

/** Reads `events.jsonl` and checks its chain. Throws RECORD-002 when the file cannot be read. */
export function readJournal(file: string): JournalReading {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new PlumblineError('RECORD-002', { place: file, cause });
  }
  return parseJournal(bytes);
}

/** As `readJournal`, from the file's bytes. Never throws. */
export function parseJournal(bytes: Uint8Array): JournalReading {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const events: SealedEvent[] = [];
  let head = firstPrev;
  let start = 0;
  const reading = (torn: boolean, problem?: string): JournalReading => ({
    events,
    head,
    torn,
    ...(problem === undefined ? {} : { broken: { line: events.length + 1, problem } }),
    complete: events.at(-1)?.type === 'run-ended' && problem === undefined && !torn,
  });
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    // A line without its line feed was being written when the writer died.
    if (end === -1) return reading(true);
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(start, end));
    } catch {
      return reading(false, 'not UTF-8');
    }
    const opened = openLine(text, events.length, head);
    if (!opened.ok) return reading(false, opened.problem);
    events.push(opened.event);
    head = opened.event.hash;
    start = end + 1;
  }
  return reading(false);
}
