import type { PausedIso20, PausedSession } from '../session/session.js';
import type { StopOrder } from '../session/station.js';

/** What the gateway knows across a restart. */
export interface GatewayState {
  readonly version: 1;
  readonly paused?: PausedSession;
  readonly pausedIso20?: PausedIso20;
  /** Ports that were announced: ephemeral ones are taken again after a restart, where they are free. */
  readonly ports?: PortNumbers;
  /** A stop order outlives a restart: a gateway that comes back does not turn power on that somebody turned off. */
  readonly stopOrder: StopOrder;
  /** Meter reading, Wh. */
  readonly meterWh: number;
  /** Energy out of vehicles, Wh; absent: none. */
  readonly dischargedWh?: number;
}

/** TCP ports to the vehicle. */
export interface PortNumbers {
  readonly none?: number;
  readonly tls?: number;
}

export const emptyState: GatewayState = { version: 1, stopOrder: 'none', meterWh: 0 };
