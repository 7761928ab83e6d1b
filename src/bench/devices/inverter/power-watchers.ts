import type { Clock } from '../../../base/clock.js';

interface Watcher {
  readonly low: number;
  readonly high: number;
  readonly done: () => void;
}

/** Those who wait for the true power to reach a value. */
export class PowerWatchers {
  readonly #clock: Clock;
  readonly #power: () => number;
  readonly #watchers = new Set<Watcher>();

  constructor(clock: Clock, power: () => number) {
    this.#clock = clock;
    this.#power = power;
  }

  /** Resolves true once the power is within the range, false after `timeoutMs`. */
  reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(timeoutMs, () => {
        this.#watchers.delete(watcher);
        resolve(false);
      });
      const watcher: Watcher = {
        low: watts - toleranceW,
        high: watts + toleranceW,
        done: () => {
          cancel();
          resolve(true);
        },
      };
      this.#watchers.add(watcher);
      this.look();
    });
  }

  /** Tells those whose power is reached. */
  look(): void {
    if (this.#watchers.size === 0) return;
    const power = this.#power();
    for (const watcher of this.#watchers) {
      if (power < watcher.low || power > watcher.high) continue;
      this.#watchers.delete(watcher);
      watcher.done();
    }
  }
}
