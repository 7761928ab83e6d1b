import type { Clock } from '../../base/clock.js';
import type { FailsafeKeeping, InverterFailsafe } from '../inverter/failsafe.js';
import type { Inverter, InverterFault, InverterOutcome } from '../inverter/inverter.js';
import type { GatewayLog } from '../log/gateway-log.js';

export interface FailsafeKeeperOptions {
  readonly inverter: Inverter;
  readonly clock: Clock;
  readonly log: GatewayLog;
  /** An inverter without a fail-safe gets no power. */
  readonly required: boolean;
  /** The inverter has stopped by itself though it was kept from it. */
  onLapse(fault: InverterFault): void;
}

/** How the gateway stands with the inverter's own stop, for the `status` of the control socket. */
export type FailsafeState = 'off' | 'released' | 'armed' | 'missing' | 'lapsed';

/** Of the time that the inverter waits: two refreshes may be lost, and it still goes on. */
const share = 3;

/**
 * Arms the inverter's own stop before power may flow and starts its time again as long as the gateway lives and wants power.
 * The gateway that dies, or hangs, does not: the inverter then stops within its time.
 */
export class FailsafeKeeper {
  readonly #o: FailsafeKeeperOptions;
  #state: FailsafeState;
  #cancel: (() => void) | undefined;
  #releasing: Promise<void> = Promise.resolve();
  /** Counts rests: what was begun before one does not go on after it. */
  #rests = 0;

  constructor(options: FailsafeKeeperOptions) {
    this.#o = options;
    this.#state = options.inverter.failsafe === undefined ? 'off' : 'released';
  }

  describe(): { readonly state: FailsafeState; readonly after_s?: number } {
    const afterS = this.#o.inverter.failsafe?.afterS;
    return { state: this.#state, ...(afterS === undefined ? {} : { after_s: afterS }) };
  }

  /** Whether power may flow, at once where nothing is to be armed. What keeps it from flowing is in the log. */
  arm(bidirectional: boolean): true | Promise<boolean> {
    const { failsafe } = this.#o.inverter;
    return failsafe === undefined ? true : this.#arm(failsafe, bidirectional);
  }

  async #arm(failsafe: InverterFailsafe, bidirectional: boolean): Promise<boolean> {
    const { log, required } = this.#o;
    const rests = this.#rests;
    // A release of the stop before must not undo what is armed now.
    await this.#releasing;
    const armed = await failsafe.arm(bidirectional);
    if (rests !== this.#rests) {
      failsafe.rest();
      return false;
    }
    if (armed.kind === 'fault') {
      log.event('power-refused', { detail: armed.fault.detail });
      return false;
    }
    this.#state = armed.value.kind;
    if (armed.value.kind === 'missing') {
      log.event('failsafe-missing', { code: 'GATEWAY-070', detail: armed.value.detail, power_refused: required });
      return !required;
    }
    if (armed.value.kind === 'armed') {
      const everyMs = (armed.value.afterS * 1000) / share;
      log.event('failsafe-armed', { after_s: armed.value.afterS, refresh_s: everyMs / 1000, bidirectional });
      this.#next(everyMs);
    }
    return true;
  }

  /** A stop is asked for: the time is not started again any more, so that the inverter stops even if it hears no stop. */
  rest(): void {
    this.#rests++;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#o.inverter.failsafe?.rest();
  }

  /** The inverter has been seen to stop: the timers are of no use any more. Resolves when they are gone, or cannot be reached. */
  release(): Promise<void> {
    this.#releasing = this.#releasing.then(() => this.#release());
    return this.#releasing;
  }

  /** Resolves when nothing of a release is under way. */
  settled(): Promise<void> {
    return this.#releasing;
  }

  async #release(): Promise<void> {
    const { inverter, log } = this.#o;
    const released = await inverter.failsafe?.release();
    if (released === undefined) return;
    if (released.kind === 'fault') log.event('failsafe-not-released', { detail: released.fault.detail });
    else if (this.#state === 'armed') log.event('failsafe-released', {});
    if (this.#state !== 'missing') this.#state = 'released';
  }

  #next(everyMs: number): void {
    const rests = this.#rests;
    this.#cancel = this.#o.clock.after(everyMs, () => {
      // Not after the answer: a slow inverter must not make the refreshes rarer.
      this.#next(everyMs);
      void this.#o.inverter.failsafe?.keep().then((kept) => {
        if (rests === this.#rests) this.#look(kept);
      });
    });
  }

  #look(kept: InverterOutcome<FailsafeKeeping>): void {
    const { log } = this.#o;
    if (kept.kind === 'fault') {
      log.event('failsafe-not-refreshed', { detail: kept.fault.detail });
      return;
    }
    switch (kept.value.kind) {
      case 'kept':
        log.event('failsafe-refreshed', {});
        return;
      case 'idle':
        if (this.#state !== 'missing') {
          log.event('failsafe-missing', { code: 'GATEWAY-070', detail: kept.value.detail, power_refused: false });
        }
        this.#state = 'missing';
        return;
      case 'lapsed':
        this.rest();
        this.#state = 'lapsed';
        log.event('failsafe-lapsed', { detail: kept.value.detail });
        this.#o.onLapse({ kind: 'unreachable', detail: `it has stopped by itself: ${kept.value.detail}` });
        return;
    }
  }
}
