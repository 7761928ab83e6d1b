import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { ContractDesk } from '../contract/contract-desk.js';
import type { Faults } from '../faults/faults.js';
import type { Inverter } from '../inverter/inverter.js';
import type { GatewayLog } from '../log/gateway-log.js';
import type { GatewayState } from '../state/gateway-state.js';

export interface EvseOptions {
  readonly config: GatewayConfig;
  readonly inverter: Inverter;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  /** Certificates and keys of Plug & Charge. */
  readonly contract?: ContractDesk | undefined;
  /** Seeded faults; by default none. */
  readonly faults?: Faults;
  /** State to begin with. */
  readonly state: GatewayState;
  /** Writes the state; throws GATEWAY-031. */
  readonly save: (state: GatewayState) => void;
}
