import type { Clock } from '../../base/clock.js';

/**
 * V2G_SECC_CommunicationSetup_Performance_Time: a vehicle that was told where to connect has so long to do it. After that
 * the port is closed until the next SECC Discovery Request; a vehicle that is connected is under the sequence timer.
 */
export class DiscoveryWindow {
  readonly #clock: Clock;
  readonly #durationMs: number;
  readonly #onExpired: () => void;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, durationMs: number, onExpired: () => void) {
    this.#clock = clock;
    this.#durationMs = durationMs;
    this.#onExpired = onExpired;
  }

  /** An SDP answer went out: the time begins, if it is not running. Repeated requests do not prolong it. */
  answered(): void {
    this.#cancel ??= this.#clock.after(this.#durationMs, () => {
      this.#cancel = undefined;
      this.#onExpired();
    });
  }

  /** The vehicle is there, or the gateway stops. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
