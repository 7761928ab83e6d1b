import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { PaymentOption } from '../config/contract-config.js';
import type { EnergyTransferMode } from '../config/gateway-config.js';
import type { PresentedContract } from '../contract/contract-desk.js';
import type { SchedulesOffered } from '../schedule/offer-schedules.js';
import type { Phase } from './phase.js';

/** What is known of one session. Immutable: every request gives the next one. */
export interface Session {
  readonly phase: Phase;
  /** The issued id; eight zero bytes before SessionSetup. */
  readonly id: Uint8Array;
  readonly evccId: Uint8Array | undefined;
  /** True after OK_OldSessionJoined: offers are those of the paused session (V2G2-741). */
  readonly joined: boolean;
  readonly mode: EnergyTransferMode | undefined;
  /** What was offered last in ChargeParameterDiscovery. */
  readonly schedules: SchedulesOffered | undefined;
  /** The tuple that PowerDelivery Start chose. */
  readonly tupleId: number | undefined;
  /** PowerDelivery Start has been answered OK in this session. */
  readonly powered: boolean;
  /** Monotonic ms of the first Ongoing answer of the phase that is running. */
  readonly ongoingSinceMs: number | undefined;
  /** What PaymentServiceSelection chose; of a joined session what the paused one had chosen. */
  readonly payment?: PaymentOption | undefined;
  /** The contract that PaymentDetails presented. */
  readonly contract?: PresentedContract | undefined;
  /** EMAID of the paused session that was joined. */
  readonly pausedEmaid?: string | undefined;
  /** Answers of the charge loop so far: receipts come in every n-th. */
  readonly loops?: number;
  /** MeterInfo that the vehicle has to sign now. */
  readonly receipt?: ExiObject | undefined;
}

/** Length of a SessionID in bytes (sessionIDType). */
export const sessionIdLength = 8;

/** A session as it stands after the application protocol handshake. */
export function freshSession(): Session {
  return {
    phase: 'session-setup',
    id: new Uint8Array(sessionIdLength),
    evccId: undefined,
    joined: false,
    mode: undefined,
    schedules: undefined,
    tupleId: undefined,
    powered: false,
    ongoingSinceMs: undefined,
  };
}

/** What outlives the pause of an ISO 15118-20 session (V2G20-2545): the SECC must know the same vehicle again. */
export interface PausedIso20 {
  /** Upper-case hexadecimal. */
  readonly id: string;
  /** SHA-256 over SessionID and vehicle certificate, hexadecimal (V2G20-2630); without a certificate it cannot be joined. */
  readonly vehicleHash: string;
  readonly evccId: string;
  readonly serviceId: number;
  readonly parameterSetId: number;
  readonly vas: readonly { readonly serviceId: number; readonly parameterSetId: number }[];
  /** The contract that it pays with: its authorization outlives the pause (V2G20-1032). `leaf` is DER, hexadecimal. */
  readonly contract?: { readonly emaid: string; readonly leaf: string };
  /** Wall clock, s since 1970. */
  readonly pausedAtS: number;
}

/** What outlives a pause (V2G2-740, V2G2-741): kept in the state file. */
export interface PausedSession {
  /** Upper-case hexadecimal. */
  readonly id: string;
  readonly evccId: string;
  readonly mode: EnergyTransferMode | undefined;
  readonly tupleId: number | undefined;
  readonly schedules: SchedulesOffered | undefined;
  /** Absent in a state that an older gateway wrote: external payment. */
  readonly payment?: PaymentOption;
  readonly emaid?: string;
  /** Wall clock, s since 1970. */
  readonly pausedAtS: number;
}
