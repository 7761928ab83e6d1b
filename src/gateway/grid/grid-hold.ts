import { type GridAllowance, unlimited } from './grid-allowance.js';

/** The way of the energy as it is held back by the grid. */
export interface HeldPower {
  readonly state: 'off' | 'starting' | 'on' | 'stopping' | 'stop-not-verified';
  /** What the session asks for while power is on. */
  readonly demand: { readonly powerW: number; readonly bidirectional: boolean } | undefined;
  allow(allowance: GridAllowance): void;
  stop(reason: string): Promise<boolean>;
  energise(powerW: number, bidirectional: boolean): Promise<unknown>;
}

export interface GridHoldOptions {
  readonly power: HeldPower;
  /** `hold`: the session stays at 0 W and gets its power back; `terminate`: it ends. */
  readonly onStop: () => 'hold' | 'terminate';
  /** Whether a session may have power: nobody else has stopped it, and a vehicle is there. */
  readonly mayFlow: () => boolean;
}

/** What the grid allows, as the charging point carries it out. */
export class GridHold {
  readonly #o: GridHoldOptions;
  #allowance: GridAllowance = unlimited;
  /** What flowed when the grid stopped it, where the session was kept: it flows again when the stop is over. */
  #held: HeldPower['demand'];

  constructor(options: GridHoldOptions) {
    this.#o = options;
  }

  get allowance(): GridAllowance {
    return this.#allowance;
  }

  /** The stop that the vehicle is told of. */
  get tellsStop(): boolean {
    return this.#allowance.stop && this.#o.onStop() === 'terminate';
  }

  /** As handlers of requests see it: they know bounds, and a stop is a bound of 0 in both directions. undefined: nobody asks. */
  get visible(): GridAllowance | undefined {
    if (this.#allowance === unlimited) return undefined;
    return this.#allowance.stop ? { stop: true, maxChargeW: 0, maxDischargeW: 0, setpointW: 0 } : this.#allowance;
  }

  /**
   * What is allowed from now on: the inverter first, the vehicle learns it from the next answer. A stop ends the energy at
   * once; when it is over, a session that was kept gets its power back.
   */
  allow(allowance: GridAllowance, reason: string): void {
    const { power, onStop } = this.#o;
    const before = this.#allowance;
    this.#allowance = allowance;
    const flowing = power.demand;
    power.allow(allowance);
    if (allowance.stop && !before.stop) {
      if (onStop() === 'hold' && flowing !== undefined) this.#held = flowing;
      void power.stop(reason);
    } else if (!allowance.stop && before.stop) {
      void this.#back();
    }
  }

  /** The session is over, or somebody else has stopped it: nothing is to come back. */
  forget(): void {
    this.#held = undefined;
  }

  async #back(): Promise<void> {
    const { power, mayFlow } = this.#o;
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    // A stop that is being verified ends first; one that cannot be verified lets nothing start.
    if (power.state === 'stopping') await power.stop('end of the stop');
    if (!this.#allowance.stop && mayFlow()) await power.energise(held.powerW, held.bidirectional);
  }
}
