import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import type { PncFacts } from './pnc/pnc-facts.js';
import type { Iso20Options } from './vehicle-options.js';

/** What the vehicle has learnt from the SECC so far; kept up to date by `learn`. */
export interface SessionFacts {
  /** Eight zero bytes before the SECC has given one. */
  sessionId: Uint8Array;
  /** SessionID of a paused session that SessionSetupReq asks to join again. */
  rejoining?: Uint8Array;
  schemaId?: number;
  evseId?: string;
  chargeServiceId?: number;
  paymentOptions?: readonly string[];
  energyTransferModes?: readonly string[];
  saScheduleTupleId?: number;
  /** PMaxScheduleEntry of the chosen tuple, as it came. */
  pMaxSchedule?: readonly ExiValue[];
  evseMaxCurrent?: number;
  evseMaxPower?: number;
  evseMaxVoltage?: number;
  evseNominalVoltage?: number;
  evsePresentVoltage?: number;
  evsePresentCurrent?: number;
  meterInfo?: ExiObject;
  /** Latest EVSENotification and how soon to act on it, s. */
  notification?: { readonly kind: string; readonly maxDelaySeconds: number; readonly at: bigint };
  /** Number of answered ChargingStatusReq or CurrentDemandReq since power is on. */
  loops: number;
  /** What only ISO 15118-20 tells. */
  iso20: Iso20Facts;
  /** What only Plug & Charge knows. */
  pnc: PncFacts;
}

/** An energy transfer service as it was offered and chosen. */
export interface ChosenService {
  readonly id: number;
  readonly parameterSetId: number;
  readonly controlMode: 'scheduled' | 'dynamic';
  readonly bidirectional: boolean;
}

/** What a vehicle can change its mind about while a session runs. */
export type NewWishes = Pick<Iso20Options, 'service' | 'controlMode' | 'scheduleTuple'>;

/** What a session of ISO 15118-20 has told beyond the rest. */
export interface Iso20Facts {
  authorizationServices?: readonly string[];
  /** ServiceIDs of EnergyTransferServiceList. */
  energyServices?: readonly number[];
  /** ServiceIDs of VASList. */
  vas?: readonly number[];
  serviceRenegotiation?: boolean;
  service?: ChosenService;
  maxDischargeCurrent?: number;
  maxDischargePower?: number;
  /** TimeAnchor and PowerScheduleEntry of the chosen tuple, as they came. */
  schedule?: { readonly anchor: ExiValue; readonly entries: readonly ExiValue[] };
  /** The SECC has accepted a schedule renegotiation: PowerDelivery Start comes after ScheduleExchange. */
  renegotiating?: boolean;
  /** The session goes back to ServiceDiscovery at its end. */
  changesService?: boolean;
  /** A paused session was joined: ChargeParameterDiscovery comes next. */
  joined?: boolean;
  /** ParameterSetIDs of the value added services that ServiceDetail has told, by ServiceID. */
  vasSets?: Readonly<Record<number, number>>;
  /** What the next agreement is to be about, in place of the options. */
  wanted?: NewWishes;
  /** VehicleCheckInReq that were answered; the third one completes the check-in. */
  checkIns?: number;
  /** VehicleCheckOutReq: when the vehicle wants to leave, s since 1970. */
  checkOutTime?: number;
  /** EVSECheckOutStatus was Completed. */
  checkedOut?: boolean;
  /** Certificate of the SECC on this connection, DER. */
  secc?: Uint8Array;
  /** Certificate of the SECC with which the session was paused (V2G20-2539). */
  pausedWith?: Uint8Array;
}

export function noFacts(): SessionFacts {
  return { sessionId: new Uint8Array(8), loops: 0, iso20: {}, pnc: {} };
}
