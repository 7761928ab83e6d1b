import type { Clock } from '../../../base/clock.js';
import type { ActiveFaults } from './active-faults.js';
import type { Command } from './inverter-physics.js';

/** Fault rebound: some time after a stop, power comes back by itself. */
export class Rebound {
  readonly #clock: Clock;
  readonly #faults: ActiveFaults;
  readonly #ratedW: number;
  readonly #again: () => void;
  #lastW = 0;
  #timer: (() => void) | undefined;
  /** Power that has come back, W. */
  #back: number | undefined;

  /** `again` gives the command anew when the rebound begins or ends. */
  constructor(clock: Clock, faults: ActiveFaults, ratedW: number, again: () => void) {
    this.#clock = clock;
    this.#faults = faults;
    this.#ratedW = ratedW;
    this.#again = again;
  }

  /** What the electronics do in place of what they were told. */
  apply(command: Command): Command {
    const watts = command.connected ? command.setpointW : 0;
    const stopped = Math.abs(watts) < 0.01 * this.#ratedW;
    if (!stopped) this.cancel();
    if (stopped && Math.abs(this.#lastW) >= 0.01 * this.#ratedW) this.#start(Math.sign(this.#lastW));
    this.#lastW = watts;
    return this.#back === undefined ? command : { ...command, connected: true, setpointW: this.#back };
  }

  cancel(): void {
    this.#timer?.();
    this.#timer = undefined;
    this.#back = undefined;
  }

  #start(sign: number): void {
    const [after, percent] = [this.#faults.value('rebound', 'after_s'), this.#faults.value('rebound', 'percent')];
    if (after === undefined || percent === undefined) return;
    this.#timer = this.#clock.after(after * 1000, () => {
      this.#back = sign * (percent / 100) * this.#ratedW;
      const lasts = this.#faults.value('rebound', 'for_s') ?? 0;
      this.#timer =
        lasts === 0
          ? undefined
          : this.#clock.after(lasts * 1000, () => {
              this.#back = undefined;
              this.#again();
            });
      this.#again();
    });
  }
}
