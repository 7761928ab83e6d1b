import type { Clock } from '../../src/base/clock.js';
import type { InverterPower } from '../../src/bench/capabilities/inverter-power.js';

/** One reading of the independent meter. W, discharge to the grid positive. */
export interface PowerReading {
  /** Monotonic ns when the answer was received. */
  readonly at: bigint;
  readonly watts: number;
}

/** Readings kept: some minutes at the pace of the fastest meter in use. */
const mostReadings = 20_000;

/**
 * Reads the independent meter without a break while cases run, as fast as it has new values, so that a case can look at
 * the power of any moment: what the gateway says about itself is never enough.
 */
export class PowerWatch {
  readonly #readings: PowerReading[] = [];
  readonly #waiters = new Set<(reading: PowerReading) => void>();
  #stopped = false;
  #unavailable: string | undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly meter: InverterPower,
    private readonly clock: Clock,
  ) {
    this.#running = this.#run();
  }

  /** Why the newest reading failed; undefined when it did not. */
  get trouble(): string | undefined {
    return this.#unavailable;
  }

  /** Expanded uncertainty (k = 2) of one reading at `watts`, W. */
  uncertaintyAt(watts: number): number {
    return this.meter.uncertainty.absolute + this.meter.uncertainty.relative * Math.abs(watts);
  }

  get latest(): PowerReading | undefined {
    return this.#readings.at(-1);
  }

  /** Readings from one moment to another, monotonic ns, both included. */
  between(from: bigint, to: bigint): readonly PowerReading[] {
    return this.#readings.filter(({ at }) => at >= from && at <= to);
  }

  /** Mean of the readings between two moments, W; undefined where there are none. */
  mean(from: bigint, to: bigint): number | undefined {
    const readings = this.between(from, to);
    if (readings.length === 0) return undefined;
    return readings.reduce((sum, { watts }) => sum + watts, 0) / readings.length;
  }

  /**
   * Waits until `condition` has held over every reading for `holdMs`; looks at readings from `from` on (monotonic ns).
   * @returns the first reading of those that hold, or undefined when that did not happen within `timeoutMs`
   */
  async until(
    condition: (watts: number) => boolean,
    { holdMs, timeoutMs, from = 0n }: { readonly holdMs: number; readonly timeoutMs: number; readonly from?: bigint },
  ): Promise<PowerReading | undefined> {
    let first: PowerReading | undefined;
    const look = (reading: PowerReading): boolean => {
      if (!condition(reading.watts)) first = undefined;
      else first ??= reading;
      return first !== undefined && Number(reading.at - first.at) >= holdMs * 1e6;
    };
    if (from !== 0n) {
      for (const reading of this.#readings) if (reading.at >= from && look(reading)) return first;
    }
    return new Promise((resolve) => {
      const end = (found: PowerReading | undefined) => {
        cancel();
        this.#waiters.delete(waiter);
        resolve(found);
      };
      const waiter = (reading: PowerReading) => {
        if (look(reading)) end(first);
      };
      const cancel = this.clock.after(timeoutMs, () => end(undefined));
      this.#waiters.add(waiter);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Twice the pace of the meter: no value of it is missed.
    const pauseMs = (this.meter.samplingSeconds * 1000) / 2;
    while (!this.#stopped) {
      const reading = await this.meter.read();
      if (reading.kind === 'value') this.#take({ at: reading.at, watts: reading.value });
      else this.#unavailable = reading.detail;
      await new Promise<void>((resolve) => this.clock.after(pauseMs, resolve));
    }
  }

  #take(reading: PowerReading): void {
    this.#unavailable = undefined;
    this.#readings.push(reading);
    if (this.#readings.length > mostReadings) this.#readings.splice(0, mostReadings / 10);
    for (const waiter of [...this.#waiters]) waiter(reading);
  }
}
