import type { Clock } from '../../base/clock.js';
import type { IsolationState } from '../session/station.js';

/** The isolation monitor of CableCheck: a test takes its time, then says what it found (IEC 61851-23, annex CC). */
export class IsolationTest {
  readonly #clock: Clock;
  readonly #durationMs: number;
  readonly #result: 'valid' | 'warning' | 'fault';
  #cancel: (() => void) | undefined;
  #state: IsolationState = 'not-tested';

  constructor(clock: Clock, durationMs: number, result: 'valid' | 'warning' | 'fault') {
    this.#clock = clock;
    this.#durationMs = durationMs;
    this.#result = result;
  }

  get state(): IsolationState {
    return this.#state;
  }

  /** Begins a new test, whatever an earlier one has found. */
  start(): void {
    this.#cancel?.();
    this.#state = 'testing';
    this.#cancel = this.#clock.after(this.#durationMs, () => {
      this.#state = this.#result;
    });
  }

  reset(): void {
    this.#cancel?.();
    this.#state = 'not-tested';
  }
}
