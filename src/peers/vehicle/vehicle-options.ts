import type { Clock } from '../../base/clock.js';
import type { TlsClientOptions } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { SdpSecurity } from '../../wire/sdp.js';
import type { Car, CarOptions } from './car.js';
import type { VehicleObserver } from './vehicle-event.js';
import type { EnergyKind } from './vehicle-state.js';
import type { VehicleTimers } from './vehicle-timers.js';

export type EnergyTransferMode =
  | 'AC_single_phase_core'
  | 'AC_three_phase_core'
  | 'DC_core'
  | 'DC_extended'
  | 'DC_combo_core'
  | 'DC_unique';

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
  /** Default AC_three_phase_core or DC_extended. */
  readonly energyTransferMode?: EnergyTransferMode;
  readonly car?: CarOptions | Car;
  /** MAC address of the EVCC, six bytes. */
  readonly evccId?: Uint8Array;
  /** AppProtocol entries of the handshake; default ISO 15118-2 (2013) alone. */
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
  readonly observer?: VehicleObserver;
  readonly clock?: Clock;
}
