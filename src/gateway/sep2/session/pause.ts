import type { Clock } from '../../../base/clock.js';

/** A wait that can be cut short. One at a time. */
export class Pause {
  readonly #clock: Clock;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits up to `ms`, at least 1. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(Math.max(1, ms), () => this.#end?.());
      this.#end = () => {
        cancel();
        this.#end = undefined;
        resolve();
      };
    });
  }

  /** Ends the wait that is under way. */
  cut(): void {
    this.#end?.();
  }
}
