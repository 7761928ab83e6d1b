import type { GatewayLog } from '../log/gateway-log.js';
import type { ClientPhase } from './sep2-status.js';

/** Where the client stands and why; every change goes into the log. */
export class PhaseRecord {
  readonly #log: GatewayLog;
  #phase: ClientPhase = 'locating';
  #detail = '';

  constructor(log: GatewayLog) {
    this.#log = log;
  }

  get phase(): ClientPhase {
    return this.#phase;
  }

  get detail(): string {
    return this.#detail;
  }

  /** A client that has crashed does nothing any more. */
  get halted(): boolean {
    return this.#phase === 'halted';
  }

  enter(phase: ClientPhase, detail: string): void {
    // What was under way when a fault ended the client still comes back, and must not hide that end.
    if (this.halted && phase !== 'halted') return;
    if (this.#phase === phase && this.#detail === detail) return;
    this.#phase = phase;
    this.#detail = detail;
    this.#log.event('sep2-state', { state: phase, detail });
  }
}
