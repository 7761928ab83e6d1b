import type { InverterOutcome } from './inverter.js';

/** What became of arming the inverter's fail-safe. */
export type FailsafeArming =
  /** The inverter shows that it will stop by itself after so many seconds without news. */
  | { readonly kind: 'armed'; readonly afterS: number }
  /** It cannot, or does not show that it would. */
  | { readonly kind: 'missing'; readonly detail: string }
  /** Nobody asked for it. */
  | { readonly kind: 'off' };

/** What was found when the fail-safe was to be kept from acting. */
export type FailsafeKeeping =
  | { readonly kind: 'kept' }
  /** The time had run out: the inverter has stopped by itself. Nothing was written that could start it again. */
  | { readonly kind: 'lapsed'; readonly detail: string }
  /** Its timer did not run, though it should have; it was started again. */
  | { readonly kind: 'idle'; readonly detail: string };

/**
 * The stop that an inverter carries out by itself when its master falls silent. It is armed before power may flow, kept
 * from acting as long as the master lives, and released only after a stop that was seen.
 */
export interface InverterFailsafe {
  /** Time without news after which the inverter stops, s. */
  readonly afterS: number;
  /** `bidirectional`: a power with its sign will be set, which must end too. */
  arm(bidirectional: boolean): Promise<InverterOutcome<FailsafeArming>>;
  /** Starts the time again. */
  keep(): Promise<InverterOutcome<FailsafeKeeping>>;
  /** No keeping any more, from this moment on: whatever was on its way to the inverter is dropped. */
  rest(): void;
  /** Takes the timers away, the inverter being stopped. */
  release(): Promise<InverterOutcome<undefined>>;
}
