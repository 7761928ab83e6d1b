import type { RandomSource } from '../../base/random.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { ContractDesk } from '../contract/contract-desk.js';
import type { Faults } from '../faults/faults.js';
import type { GridAllowance } from '../grid/grid-allowance.js';
import type { PausedIso20, PausedSession } from './session.js';

/** Control pilot of IEC 61851-1; undefined where it is not observed. */
export type PilotState = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

export type AuthorizationState = 'pending' | 'waiting-for-customer' | 'granted';

/** EVSENotifications of ISO 15118-20 that an operator can ask for. */
export const wishes = [
  'none',
  'schedule-renegotiation',
  'service-renegotiation',
  'pause',
  'metering-confirmation',
  'exit-standby',
] as const;

export type Wish = (typeof wishes)[number];

/** Who wants the energy to stop. */
export type StopOrder = 'none' | 'operator' | 'grid' | 'fault';

/**
 * What the station looks like at the moment of a request: a snapshot, so that handlers stay pure. Electrical values are
 * those of the output, in V, A and W; energy in Wh.
 */
export interface Station {
  readonly config: GatewayConfig;
  /** Seeded faults; none without being asked for. */
  readonly faults?: Faults | undefined;
  readonly random: RandomSource;
  /** Monotonic, ms. */
  readonly nowMs: number;
  /** Wall clock, whole s since 1970. */
  readonly wallS: number;
  readonly pilot: PilotState | undefined;
  readonly authorization: AuthorizationState;
  /** The customer was refused at the charger, and nobody has said yes since. */
  readonly authorizationRefused: boolean;
  readonly stopOrder: StopOrder;
  /** What the operator asks the vehicle for, in the words of ISO 15118-20. */
  readonly wish: Wish;
  /** Power that the operator or the grid wants in dynamic and bidirectional sessions, W; below 0: out of the vehicle. */
  readonly setpointW: number | undefined;
  /** What the utility server allows; undefined: nobody asks. Handlers see a stop among it as bounds of 0. */
  readonly grid?: GridAllowance;
  /** The operator asked for new parameters (EVSENotification ReNegotiation). */
  readonly renegotiationWished: boolean;
  /** Whether this connection is TLS: value added services are offered there only (as the test lists expect). */
  readonly secured: boolean;
  /** Certificates and keys of Plug & Charge; undefined: none here. Contract is offered on secured connections only. */
  readonly contract?: ContractDesk | undefined;
  /** Whether another connection holds the EVSE. */
  readonly occupied: boolean;
  readonly paused: PausedSession | undefined;
  readonly pausedIso20: PausedIso20 | undefined;
  readonly isolation: IsolationState;
  /** Whether a schedule has come from where schedules come from. */
  readonly scheduleReady: boolean;
  readonly presentVoltageV: number;
  readonly presentCurrentA: number;
  readonly presentPowerW: number;
  /** Energy into vehicles. */
  readonly meterWh: number;
  /** Energy out of vehicles. */
  readonly dischargedWh: number;
}

export type IsolationState = 'not-tested' | 'testing' | 'valid' | 'warning' | 'fault';
