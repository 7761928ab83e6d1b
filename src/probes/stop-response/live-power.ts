import type { Clock } from '../../base/clock.js';

/** A reading as the sampler tells it while it runs. */
export interface LiveReading {
  /** Monotonic ns. */
  readonly at: bigint;
  readonly watts: number;
}

/** Reads the `w NS WATTS` lines of the sampler; anything else is no reading. */
export function parseLiveLine(line: string): LiveReading | undefined {
  const match = /^w (\d+) (-?[\d.]+(?:e[+-]?\d+)?)$/.exec(line);
  return match === null ? undefined : { at: BigInt(match[1]!), watts: Number(match[2]) };
}

/** The sampler's readings as they come, to wait for. They steer a trial; what decides is the trace. */
export class LivePower {
  readonly #clock: Clock;
  #watcher: ((reading: LiveReading) => void) | undefined;
  #giveUp: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a line of the sampler's output. */
  take(line: string): void {
    const reading = parseLiveLine(line);
    if (reading !== undefined) this.#watcher?.(reading);
  }

  /**
   * Waits until `condition` has held over every reading for `forMs`.
   * @returns false when that did not happen within `timeoutMs`
   */
  holds(condition: (watts: number) => boolean, forMs: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      let since: bigint | undefined;
      const done = (held: boolean) => {
        cancel();
        this.#watcher = undefined;
        this.#giveUp = undefined;
        resolve(held);
      };
      const cancel = this.#clock.after(timeoutMs, () => done(false));
      this.#giveUp = () => done(false);
      this.#watcher = ({ at, watts }) => {
        if (!condition(watts)) since = undefined;
        else since ??= at;
        if (since !== undefined && Number(at - since) >= forMs * 1e6) done(true);
      };
    });
  }

  /** Ends whatever is being waited for: it did not hold. */
  close(): void {
    this.#giveUp?.();
  }
}
