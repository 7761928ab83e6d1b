import type { Clock } from '../../base/clock.js';
import type { TlsClientOptions } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { SdpSecurity } from '../../wire/sdp.js';
import type { Car, CarOptions } from './car.js';
import type { Exchange } from './exchange.js';
import type { PncOptions } from './pnc/pnc-options.js';
import type { DoubtHandler } from './vehicle-doubt.js';
import type { VehicleObserver } from './vehicle-event.js';
import type { ProtocolName } from './vehicle-protocol.js';
import type { EnergyKind } from './vehicle-state.js';
import type { VehicleTimers } from './vehicle-timers.js';

export type EnergyTransferMode =
  | 'AC_single_phase_core'
  | 'AC_three_phase_core'
  | 'DC_core'
  | 'DC_extended'
  | 'DC_combo_core'
  | 'DC_unique';

/** A vehicle of ISO 15118-20. */
export interface Iso20Options {
  /** Energy transfer service. Default the one of `energy` without BPT; what is not offered gives way to the first one. */
  readonly service?: 'AC' | 'DC' | 'AC_BPT' | 'DC_BPT' | 'MCS' | 'MCS_BPT';
  /** Default `scheduled`. */
  readonly controlMode?: 'scheduled' | 'dynamic';
  /** MobilityNeedsMode of dynamic control: 2 lets the SECC name other needs. Default 1. */
  readonly mobilityNeeds?: 1 | 2;
  /** Which of the offered schedules is chosen: position in the list, from 0. Default 0; the first where there is none there. */
  readonly scheduleTuple?: number;
  /** Whether it reports with VehicleCheckIn before charging and with VehicleCheckOut after it. */
  readonly checksIn?: boolean;
  /** VehicleCheckOut: how long after its first request it wants to leave, s. Default 0. */
  readonly checkOutAfterSeconds?: number;
  /** Scheduled DC_BPT: current out of the battery, A, in place of charging. */
  readonly dischargeCurrent?: number;
  /** Most that the vehicle gives back, W. Default 10 000. */
  readonly maxDischargePower?: number;
  /** EVCCID. Default WMIV1234567890ABCDEX. */
  readonly evccId?: string;
  /** ServiceIDs of the value added services to select, where they are offered. */
  readonly vas?: readonly number[];
  /** Whether MeterInfo is asked for in every loop. */
  readonly meterInfo?: boolean;
}

export interface VehicleOptions {
  /** Interface on which the SECC is searched by SDP: `eth1`. */
  readonly interface?: string;
  /** Address of the SECC, in place of SDP. */
  readonly secc?: { readonly host: string; readonly port: number; readonly scope?: string };
  /** SDP with another pace or destination. */
  readonly sdp?: {
    readonly attempts?: number;
    readonly intervalMs?: number;
    readonly destination?: { readonly address: string; readonly port: number };
  };
  /** `tls`: TLS or nothing. */
  readonly security: SdpSecurity;
  readonly tls?: TlsClientOptions;
  /** Called with each line of the NSS key log. */
  readonly keylog?: (line: string) => void;
  readonly energy: EnergyKind;
  /** Protocols to offer, best first. Default `iso2`. ISO 15118-20 is offered on TLS 1.3 only. */
  readonly protocol?: ProtocolName | readonly ProtocolName[];
  /** What only ISO 15118-20 knows. */
  readonly iso20?: Iso20Options;
  /** How it pays. Default `EIM`; `PnC` on TLS only. */
  readonly identification?: 'EIM' | 'PnC';
  /** Certificates and keys of Plug & Charge. */
  readonly pnc?: PncOptions;
  /** Default AC_three_phase_core or DC_extended. */
  readonly energyTransferMode?: EnergyTransferMode;
  readonly car?: CarOptions | Car;
  /** MAC address of the EVCC, six bytes. */
  readonly evccId?: Uint8Array;
  /** AppProtocol entries of the handshake, in place of those that `protocol` makes. */
  readonly protocols?: readonly ExiObject[];
  /** SessionID of the first SessionSetupReq; default eight zero bytes. */
  readonly initialSessionId?: Uint8Array;
  readonly timers?: Partial<VehicleTimers>;
  /** Charge loops before charging is stopped. Default 5. */
  readonly loops?: number;
  /** What to do when the SECC asks for a renegotiation. Default `follow`. */
  readonly onRenegotiation?: 'follow' | 'ignore';
  /** Sets the control pilot where the bench has one: B plugged, C ready for power. */
  readonly pilot?: (state: 'B' | 'C') => Promise<void>;
  /** What the vehicle makes of an exchange in place of what it was: for a vehicle that is itself to be faulty. */
  readonly perceive?: (exchange: Exchange) => Exchange;
  readonly observer?: VehicleObserver;
  /** Asked wherever the SECC was silent, gone or out of reach, before anything is made of it; may throw. */
  readonly onDoubt?: DoubtHandler;
  readonly clock?: Clock;
}
