import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';

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
}

export function noFacts(): SessionFacts {
  return { sessionId: new Uint8Array(8), loops: 0 };
}
