import type { Clock } from '../../../base/clock.js';
import type { RandomSource } from '../../../base/random.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import { backoffS } from './backoff.js';

/** When the next connection, and the next reading of one resource, may be tried after failures. */
export class Retries {
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #retry: Sep2Config['retry'];
  readonly #byKey = new Map<string, number>();
  #failures = 0;
  #atNs: bigint | undefined;

  constructor(clock: Clock, random: RandomSource, retry: Sep2Config['retry']) {
    this.#clock = clock;
    this.#random = random;
    this.#retry = retry;
  }

  /** ms until the next connection may be tried; 0: now. */
  get waitMs(): number {
    return this.#atNs === undefined ? 0 : Math.max(0, Number(this.#atNs - this.#clock.monotonicNs()) / 1e6);
  }

  /** The connection failed. Returns how long to wait, s. */
  failed(): number {
    this.#failures++;
    const waitS = backoffS(this.#failures, this.#retry, this.#random);
    this.#atNs = this.#clock.monotonicNs() + BigInt(Math.round(waitS * 1e9));
    return waitS;
  }

  /** One resource failed. Returns how long to wait, s, at most one poll interval. */
  failedAt(key: string, rateS: number | undefined): number {
    const failures = (this.#byKey.get(key) ?? 0) + 1;
    this.#byKey.set(key, failures);
    return Math.min(rateS ?? this.#retry.most_s, backoffS(failures, this.#retry, this.#random));
  }

  good(key: string): void {
    this.#failures = 0;
    this.#byKey.delete(key);
  }

  /** Nothing is waited for any more. */
  now(): void {
    this.#atNs = undefined;
  }
}
