import type { SchedulesOffered } from '../schedule/offer-schedules.js';
import type { Iso20Phase } from './phase.js';
import type { AgreedProfile } from './power-profile.js';
import type { OfferedSet } from './service-catalog.js';

/** A contract that has been presented and holds. */
export interface PayingContract {
  readonly emaid: string;
  /** DER: its key signs what the vehicle confirms. */
  readonly leaf: Uint8Array;
}

/** A value added service as it was selected. */
export interface SelectedVas {
  readonly serviceId: number;
  readonly parameterSetId: number;
}

/** What is known of one session of ISO 15118-20. Immutable: every request gives the next one. */
export interface Iso20SessionState {
  readonly phase: Iso20Phase;
  /** The issued id; eight zero bytes before SessionSetup. */
  readonly id: Uint8Array;
  readonly evccId: string | undefined;
  /** The namespace that the handshake agreed on. */
  readonly energy: 'ac' | 'dc';
  /** DER of the certificate that the vehicle showed in the TLS handshake. */
  readonly vehicleCertificate: Uint8Array | undefined;
  /** Ids of the services that ServiceDiscoveryRes has listed. */
  readonly listed: readonly number[];
  /** GenChallenge of AuthorizationSetupRes; undefined where contracts are not offered. */
  readonly challenge: Uint8Array | undefined;
  /** The contract that the session pays with. */
  readonly contract: PayingContract | undefined;
  readonly service: OfferedSet | undefined;
  readonly vas: readonly SelectedVas[];
  /** What was offered last in ScheduleExchange. */
  readonly schedules: SchedulesOffered | undefined;
  readonly tupleId: number | undefined;
  /** What the vehicle has said that it will take, in scheduled control. */
  readonly profile: AgreedProfile | undefined;
  /** PowerDelivery Start has been answered OK since the service was selected. */
  readonly powered: boolean;
  /** Charge loop responses since then. */
  readonly loops: number;
  /** Meter readings at the selection of the service, Wh (V2G20-902). */
  readonly meterStart: { readonly chargedWh: number; readonly dischargedWh: number };
  /** Largest voltage, current and power that the vehicle gave in ChargeParameterDiscovery. */
  readonly evLimits: EvLimits;
  /** Monotonic ms of the first Ongoing answer of the phase that is running. */
  readonly ongoingSinceMs: number | undefined;
}

/** V, A and W, all 0 or more; Infinity where the vehicle has not said. */
export interface EvLimits {
  readonly maxVoltageV: number;
  readonly maxCurrentA: number;
  readonly maxPowerW: number;
  readonly maxDischargeCurrentA: number;
  readonly maxDischargePowerW: number;
}

export const noEvLimits: EvLimits = {
  maxVoltageV: Number.POSITIVE_INFINITY,
  maxCurrentA: Number.POSITIVE_INFINITY,
  maxPowerW: Number.POSITIVE_INFINITY,
  maxDischargeCurrentA: 0,
  maxDischargePowerW: 0,
};

/** What ServiceDiscovery and all that follows it bring about, before any of it: so a session begins, and begins again. */
export const nothingAgreed = {
  listed: [],
  service: undefined,
  vas: [],
  schedules: undefined,
  tupleId: undefined,
  profile: undefined,
  powered: false,
  loops: 0,
  evLimits: noEvLimits,
  ongoingSinceMs: undefined,
} as const satisfies Partial<Iso20SessionState>;

/** A session as it stands after the application protocol handshake. */
export function freshIso20Session(energy: 'ac' | 'dc', vehicleCertificate: Uint8Array | undefined): Iso20SessionState {
  return {
    phase: 'session-setup',
    id: new Uint8Array(8),
    evccId: undefined,
    energy,
    vehicleCertificate,
    challenge: undefined,
    contract: undefined,
    meterStart: { chargedWh: 0, dischargedWh: 0 },
    ...nothingAgreed,
  };
}
