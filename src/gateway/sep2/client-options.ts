import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { Sep2Config } from '../config/sep2-config.js';
import type { Faults } from '../faults/faults.js';
import type { GridGate } from '../grid/grid-gate.js';
import type { GatewayLog } from '../log/gateway-log.js';
import type { Ratings } from './control/merge-controls.js';
import type { HttpPort } from './http/sep2-link.js';
import type { Sep2Memory } from './memory.js';
import type { StationView } from './station-view.js';

/** A server that was found, and the way to it. */
export interface FoundServer {
  readonly uri: string;
  open(onClosed: (by: string) => void): Promise<HttpPort>;
}

export interface UtilityClientOptions {
  readonly config: Sep2Config;
  readonly ratings: Ratings;
  readonly gate: GridGate;
  readonly station: () => StationView;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  readonly faults: Faults;
  /** Upper-case hexadecimal. */
  readonly lfdi: string;
  /** Decimal. */
  readonly sfdi: string;
  /** Finds the server; throws where it cannot be found now. */
  readonly locate: () => Promise<FoundServer>;
  readonly memory: Sep2Memory;
  readonly save: (memory: Sep2Memory) => void;
}
