import type { Clock } from '../../src/base/clock.js';

/** A clock that stands still until it is moved; timers fire in their order while it moves. */
export class ManualClock implements Clock {
  #now = 0n;
  readonly #timers: { readonly due: bigint; readonly callback: () => void }[] = [];

  wallNs(): bigint {
    return this.#now;
  }

  monotonicNs(): bigint {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#now + BigInt(Math.round(ms * 1e6)), callback };
    this.#timers.push(timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index !== -1) this.#timers.splice(index, 1);
    };
  }

  /** Moves time on, and stops at each timer on the way. */
  advance(ms: number): void {
    const until = this.#now + BigInt(Math.round(ms * 1e6));
    for (;;) {
      const next = this.#timers.filter((timer) => timer.due <= until).sort((a, b) => Number(a.due - b.due))[0];
      if (next === undefined) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#now = next.due;
      next.callback();
    }
    this.#now = until;
  }
}
