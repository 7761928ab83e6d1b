import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { type Clock, systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import type { NewEvent, Recorder, RunEvent } from './events.js';
import { isoTime } from './iso-time.js';
import { firstPrev, type SealedEvent, sealLine } from './journal-line.js';

export interface JournalHead {
  /** Number of events written. */
  readonly count: number;
  /** Hash of the last line; 64 zeros while empty. */
  readonly hash: string;
}

export type EventListener = (event: SealedEvent) => void;

/** The writing end of `events.jsonl`. Only one process has it; others send through the recorder socket. */
export interface Journal extends Recorder {
  /** Writes the event at once and returns it as sealed. Throws RECORD-001 when the file cannot be written. */
  append(event: NewEvent): SealedEvent;
  /** Calls the listener after each event is written, in order. Returns the function that takes it off again. */
  listen(listener: EventListener): () => void;
  readonly file: string;
  readonly head: JournalHead;
  /** Everything to disk, then closed. Appending afterwards throws RECORD-001. */
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly clock?: Clock;
}

/**
 * Creates `events.jsonl` and opens it for writing (RECORD-006 when it exists: a record is never written over).
 *
 * Durability: each event is handed to the operating system before `append` returns, so a killed process loses nothing
 * but a line it was in the middle of. The disk is forced (fdatasync) on `flush`, after each `case-ended` and
 * `run-ended`, and on `close`, so that a power cut costs at most the case that was running.
 */
export function openJournal(file: string, options: JournalOptions = {}): Journal {
  return new FileJournal(file, options.clock ?? systemClock);
}

class FileJournal implements Journal {
  readonly #fd: number;
  readonly #clock: Clock;
  readonly #listeners = new Set<EventListener>();
  #count = 0;
  #hash = firstPrev;
  #open = true;

  constructor(
    readonly file: string,
    clock: Clock,
  ) {
    this.#clock = clock;
    try {
      this.#fd = openSync(file, 'ax', 0o644);
    } catch (cause) {
      const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      throw new PlumblineError(exists ? 'RECORD-006' : 'RECORD-001', { place: file, detail: String(cause), cause });
    }
  }

  get head(): JournalHead {
    return { count: this.#count, hash: this.#hash };
  }

  append(event: NewEvent): SealedEvent {
    if (!this.#open) throw new PlumblineError('RECORD-001', { place: this.file, detail: 'it is closed' });
    const timed = { ...event, at: event.at ?? isoTime(this.#clock.wallNs()) } as RunEvent;
    const { text, hash } = sealLine(timed, this.#count, this.#hash);
    this.#write(Buffer.from(`${text}\n`, 'utf8'));
    const sealed = { ...timed, seq: this.#count, prev: this.#hash, hash } as SealedEvent;
    this.#count += 1;
    this.#hash = hash;
    if (event.type === 'case-ended' || event.type === 'run-ended') fdatasyncSync(this.#fd);
    for (const listener of this.#listeners) listener(sealed);
    return sealed;
  }

  record(event: NewEvent): void {
    this.append(event);
  }

  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    return new Promise((resolve, reject) => {
      fdatasync(this.#fd, (cause) => {
        if (cause === null || cause === undefined) resolve();
        else reject(new PlumblineError('RECORD-001', { place: this.file, detail: cause.message, cause }));
      });
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    await this.flush();
    this.#open = false;
    closeSync(this.#fd);
  }

  #write(bytes: Buffer): void {
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(this.#fd, bytes, done);
    } catch (cause) {
      // A half-written line would break the chain for every line after it: nothing more is written.
      this.#open = false;
      throw new PlumblineError('RECORD-001', { place: this.file, detail: String(cause), cause });
    }
  }
}
