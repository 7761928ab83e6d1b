import type { Clock } from '../../base/clock.js';

/** Shortest time between two writes, ms: a list of a thousand events must not become a thousand writes. */
const pauseMs = 500;

/**
 * Keeps the memory of the client on disk: after the turn that changed it, and many changes at once are one write. The first
 * change after a pause is written at once.
 */
export class MemoryKeeper {
  readonly #clock: Clock;
  readonly #save: () => void;
  #lastNs: bigint | undefined;
  #due = false;
  #closed = false;

  constructor(clock: Clock, save: () => void) {
    this.#clock = clock;
    this.#save = save;
  }

  keep(): void {
    if (this.#due || this.#closed) return;
    this.#due = true;
    const sinceMs = this.#lastNs === undefined ? pauseMs : Number(this.#clock.monotonicNs() - this.#lastNs) / 1e6;
    if (sinceMs >= pauseMs) setImmediate(() => this.#write());
    else this.#clock.after(pauseMs - sinceMs, () => this.#write());
  }

  /** The last write. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#save();
  }

  #write(): void {
    this.#due = false;
    if (this.#closed) return;
    this.#lastNs = this.#clock.monotonicNs();
    this.#save();
  }
}
