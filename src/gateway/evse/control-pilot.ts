import type { Clock } from '../../base/clock.js';
import type { PilotState } from '../session/station.js';

/** The control pilot as it was reported last; undefined where it is not observed. */
export class ControlPilot {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  readonly #listeners: ((state: PilotState, before: PilotState) => void)[] = [];
  #state: PilotState | undefined;

  /** @param observed false: the state is never known and no check depends on it */
  constructor(clock: Clock, observed: boolean) {
    this.#clock = clock;
    this.#state = observed ? 'A' : undefined;
  }

  get state(): PilotState | undefined {
    return this.#state;
  }

  get observed(): boolean {
    return this.#state !== undefined;
  }

  onChange(listener: (state: PilotState, before: PilotState) => void): void {
    this.#listeners.push(listener);
  }

  /** Takes a new state; ignored where the pilot is not observed. Returns whether it was taken. */
  report(state: PilotState): boolean {
    const before = this.#state;
    if (before === undefined) return false;
    this.#state = state;
    if (state !== before) for (const listener of this.#listeners) listener(state, before);
    for (const check of [...this.#waiting]) check();
    return true;
  }

  /** Waits up to `ms` for one of `states`; at once where the pilot is not observed. Returns whether it came. */
  waitFor(states: readonly PilotState[], ms: number): Promise<boolean> {
    const reached = () => this.#state === undefined || states.includes(this.#state);
    if (reached()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (came: boolean) => {
        cancel();
        this.#waiting.delete(check);
        resolve(came);
      };
      const check = () => {
        if (reached()) finish(true);
      };
      const cancel = this.#clock.after(ms, () => finish(false));
      this.#waiting.add(check);
    });
  }
}
