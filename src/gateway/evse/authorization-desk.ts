import type { Clock } from '../../base/clock.js';
import type { AuthorizationConfig } from '../config/gateway-config.js';
import type { AuthorizationState } from '../session/station.js';

/** Who may charge: decided at the charger (external payment), by itself or by an operator. */
export class AuthorizationDesk {
  readonly #clock: Clock;
  #config: AuthorizationConfig;
  #state: AuthorizationState = 'pending';
  #granted = false;
  #refused = false;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, config: AuthorizationConfig) {
    this.#clock = clock;
    this.#config = config;
  }

  get state(): AuthorizationState {
    return this.#state;
  }

  /** Refused and not granted since. */
  get refused(): boolean {
    return this.#refused;
  }

  configure(config: AuthorizationConfig): void {
    this.#config = config;
  }

  /** A vehicle asks. A paused session that was joined has been authorised before (V2G2-741). */
  request(joined: boolean): void {
    this.#cancel?.();
    this.#refused = false;
    if (joined || this.#granted) {
      this.#granted = false;
      this.#state = 'granted';
      return;
    }
    this.#state = 'waiting-for-customer';
    if (this.#config.mode === 'operator') return;
    const delayMs = this.#config.delay_s * 1000;
    if (delayMs === 0) this.#state = 'granted';
    else this.#cancel = this.#clock.after(delayMs, () => this.grant());
  }

  /** The customer is authorised: the vehicle that waits, or the next one to ask. */
  grant(): void {
    this.#refused = false;
    if (this.#state === 'waiting-for-customer') this.#state = 'granted';
    else if (this.#state === 'pending') this.#granted = true;
  }

  /** A refusal: the vehicle goes on waiting (V2G2-854), and what was granted ahead is taken back. */
  refuse(): void {
    this.#granted = false;
    this.#refused = true;
    if (this.#state === 'granted') this.#state = 'waiting-for-customer';
  }

  reset(): void {
    this.#cancel?.();
    this.#refused = false;
    this.#state = 'pending';
  }
}
