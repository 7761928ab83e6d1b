import type { InverterFailsafe } from './failsafe.js';

/** What went wrong between the gateway and the inverter. */
export type InverterFault =
  | { readonly kind: 'timeout'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'exception'; readonly detail: string }
  | { readonly kind: 'foreign'; readonly detail: string }
  /** The command was given up because it was not wanted any more. */
  | { readonly kind: 'abandoned'; readonly detail: string };

export type InverterOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly atNs: bigint }
  | { readonly kind: 'fault'; readonly fault: InverterFault };

/** The controls of an inverter as it says they stand; power positive towards the vehicle. */
export interface ControlsReadBack {
  readonly connected: boolean;
  /** Most power, W; undefined: the limit is not enabled. */
  readonly limitW: number | undefined;
  /** Set power, W; undefined: not enabled, or the device has none. */
  readonly setW: number | undefined;
}

/** The power electronics, whatever they are spoken to with. Power is positive towards the vehicle's output. */
export interface Inverter {
  /** Power at the terminals, W; `atNs` is the monotonic time of the answer. */
  readPower(): Promise<InverterOutcome<number>>;
  /** Connects and lets it deliver at most `limitW`; `wanted` is asked before each command that could energise. */
  start(limitW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>>;
  /** Sets the most that it may deliver, W, without touching the connection. */
  limit(limitW: number): Promise<InverterOutcome<undefined>>;
  /**
   * As `start`, for a session in which power flows in both directions: sets `powerW` with its sign, and connects. A device
   * that knows limits only is `foreign`.
   */
  startBidirectional(powerW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>>;
  /** Sets the power after `startBidirectional`, W; below 0 out of the vehicle. */
  setPower(powerW: number): Promise<InverterOutcome<undefined>>;
  /** Takes the limit to zero and disconnects. Idempotent. */
  stop(): Promise<InverterOutcome<undefined>>;
  /** Whether it says that it is connected. */
  isConnected(): Promise<InverterOutcome<boolean>>;
  /** What its control registers hold now: the only proof that a command was taken. */
  readBack(): Promise<InverterOutcome<ControlsReadBack>>;
  /** The stop that it carries out by itself when the gateway falls silent; undefined where none is asked for. */
  readonly failsafe?: InverterFailsafe | undefined;
  /** Rated power, W, once known. */
  readonly ratedW: number | undefined;
  close(): Promise<void>;
}
