import type { FaultName } from '../faults/fault-table.js';
import type { ContractConfig } from './contract-config.js';
import type { Sep2Config } from './sep2-config.js';
import type { SlacConfig } from './slac-config.js';

/** The gateway's configuration as its parts read it: every default filled in, names as in the YAML file. */
export interface GatewayConfig {
  readonly interfaces: InterfacesConfig;
  /** Protocols that are spoken; which of them is agreed on is the vehicle's ranking. */
  readonly protocols: readonly ProtocolName[];
  readonly evse: EvseConfig;
  readonly limits: LimitsConfig;
  readonly iso20: Iso20Config;
  readonly schedule: readonly ScheduleTupleConfig[];
  readonly prices?: PricesConfig;
  readonly services: readonly ServiceConfig[];
  readonly security: SecurityConfig;
  readonly authorization: AuthorizationConfig;
  /** Plug & Charge; without it external payment only. */
  readonly contract?: ContractConfig;
  readonly behaviour: BehaviourConfig;
  readonly timers: TimersConfig;
  readonly inverter?: InverterConfig;
  /** IEEE 2030.5 client; without it the grid asks for nothing. */
  readonly sep2?: Sep2Config;
  /** Matching of the vehicle at the power line; without it the gateway has no part in it. */
  readonly slac?: SlacConfig;
  /** Faults that are seeded on purpose. */
  readonly fault: readonly FaultName[];
  readonly state_file: string;
  readonly control_socket?: string;
  readonly log: LogConfig;
}

export type ProtocolName = 'iso15118-20-dc' | 'iso15118-20-ac' | 'iso15118-2' | 'din70121';

export type Iso20ServiceName = 'AC' | 'DC' | 'AC_BPT' | 'DC_BPT' | 'MCS' | 'MCS_BPT';

/** What only ISO 15118-20 knows. */
export interface Iso20Config {
  /** Energy transfer services; without it all that the limits allow. */
  readonly services?: readonly Iso20ServiceName[];
  readonly pricing: 'absolute' | 'levels' | 'none';
  readonly service_renegotiation: boolean;
  readonly pause: boolean;
  readonly standby: boolean;
  readonly nominal_frequency_hz: number;
  /** A vehicle that takes more than its EVPowerProfile says: WARNING_ or FAILED_EVPowerProfileViolation, or nothing. */
  readonly profile_violation: 'ignore' | 'warn' | 'fail';
}

export interface InterfacesConfig {
  /** Interface to the vehicle: the power line modem's. */
  readonly vehicle: string;
  /** Address to listen on in place of the interface's link-local one. */
  readonly address?: string;
  /** TCP port; 0 lets the kernel choose one of the dynamic range. */
  readonly port: number;
  /** Whether SDP answers on the interface. */
  readonly sdp: boolean;
  /** UDP port of SDP; the standard says 15118. */
  readonly sdp_port: number;
}

export type EnergyTransferMode =
  | 'AC_single_phase_core'
  | 'AC_three_phase_core'
  | 'DC_core'
  | 'DC_extended'
  | 'DC_combo_core'
  | 'DC_unique';

export interface EvseConfig {
  readonly id: string;
  readonly energy_transfer_modes: readonly EnergyTransferMode[];
  readonly charge_service_id: number;
  readonly free: boolean;
  /** How long the isolation test of CableCheck takes, s. */
  readonly isolation_test_s: number;
  /** What the isolation test finds. */
  readonly isolation_result: 'valid' | 'warning' | 'fault';
  /** Slope of the DC output stage, V/s. */
  readonly voltage_slope_v_per_s: number;
  /** How long a schedule takes to come, s: ChargeParameterDiscovery is Ongoing until then. */
  readonly schedule_delay_s: number;
  /** Where the control pilot's state comes from; `none`: it is not observed and no check depends on it. */
  readonly control_pilot: 'none' | 'control-socket' | 'board';
  /** Unix socket of the board that drives the pilot and watches it; for `board`. */
  readonly pilot_board?: string;
  readonly meter_id?: string;
}

export interface LimitsConfig {
  readonly ac?: AcLimits;
  readonly dc?: DcLimits;
}

export interface AcLimits {
  readonly nominal_voltage_v: number;
  readonly max_current_a: number;
  /** Power that it takes from a vehicle, W; without it none. */
  readonly max_discharge_power_w?: number;
}

export interface DcLimits {
  readonly max_voltage_v: number;
  readonly min_voltage_v: number;
  readonly max_current_a: number;
  readonly min_current_a: number;
  readonly max_power_w: number;
  readonly peak_current_ripple_a: number;
  /** Power that it takes from a vehicle, W; without it none. */
  readonly max_discharge_power_w?: number;
  /** Default: `max_current_a`. */
  readonly max_discharge_current_a?: number;
}

/** One way to charge over time; `power_w` holds from `from_s` after the offer to the next entry. */
export interface ScheduleTupleConfig {
  readonly id: number;
  /** PowerTolerance of ISO 15118-20, W: how far a vehicle may lie beside its profile. Without it none is offered. */
  readonly tolerance_w?: number;
  readonly power: readonly { readonly from_s: number; readonly power_w: number }[];
}

export interface PricesConfig {
  readonly currency: string;
  /** ISO 639-2/T. */
  readonly language: string;
  readonly description?: string;
  readonly per_kwh: readonly { readonly from_s: number; readonly price: number }[];
}

export interface ServiceConfig {
  readonly id: number;
  readonly name?: string;
  readonly category: 'Internet' | 'OtherCustom';
  readonly scope?: string;
  readonly free: boolean;
  readonly parameter_sets: readonly {
    readonly id: number;
    readonly parameters: Readonly<Record<string, string | number | boolean>>;
  }[];
}

export interface SecurityConfig {
  /** `enforced`: TLS only. `offered`: TLS for the vehicle that asks, plain TCP otherwise. `off`: plain TCP only. */
  readonly tls: 'enforced' | 'offered' | 'off';
  readonly certificate_chain?: string;
  readonly private_key?: string;
  readonly ocsp_response?: string;
  /** PEM file of a private root, shown at the end of the chain and without an OCSP response (V2G2-872). */
  readonly private_root?: string;
  /** Chains under other V2G roots, for the vehicle that names its root in trusted_ca_keys (V2G2-871). */
  readonly other_chains?: readonly OtherChainConfig[];
  /** Mutual TLS 1.3 for ISO 15118-20. */
  readonly iso20?: Iso20SecurityConfig;
}

export interface OtherChainConfig {
  /** PEM file of the root itself. */
  readonly root: string;
  readonly certificate_chain: string;
  readonly private_key: string;
  readonly ocsp_response?: string;
}

export interface Iso20SecurityConfig {
  readonly certificate_chain: string;
  readonly private_key: string;
  readonly ocsp_response?: string;
  /** Chains under other V2G roots, for the vehicle that names its root in certificate_authorities (V2G20-1007). */
  readonly other_chains?: readonly OtherChainConfig[];
  /** PEM files of the OEM and V2G roots that vehicle certificates may come from; never MO roots (V2G20-2331). */
  readonly vehicle_roots: readonly string[];
}

export interface AuthorizationConfig {
  /** `automatic`: granted after `delay_s`. `operator`: granted or refused through the control socket. */
  readonly mode: 'automatic' | 'operator';
  readonly delay_s: number;
}

export interface BehaviourConfig {
  /** Which FAILED codes end the connection: `every` as the test lists demand, or `sequence` only. */
  readonly close_after: 'every-failure' | 'sequence-failures';
  readonly max_connections: number;
  /** Largest V2GTP payload believed, bytes. */
  readonly max_payload: number;
}

/** All in seconds. */
export interface TimersConfig {
  readonly sequence_s: number;
  /** ISO 15118-20: after the response of a charge loop. */
  readonly charge_loop_sequence_s: number;
  readonly communication_setup_s: number;
  readonly ongoing_s: number;
  readonly cable_check_s: number;
  readonly session_stop_close_s: number;
  readonly failure_close_s: number;
  readonly pilot_detection_s: number;
}

export interface InverterConfig {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly base_register: number;
  readonly timeout_s: number;
  /** How often power is read while energy flows, s. */
  readonly poll_s: number;
  /** Below this magnitude the inverter counts as stopped, W. */
  readonly stopped_below_w: number;
  /** How long the inverter may take until it is stopped, s; longer is logged as a fault and tried again. */
  readonly stop_within_s: number;
  /** How long the inverter may take to connect, s. */
  readonly start_within_s: number;
  readonly failsafe: FailsafeConfig;
}

/** The inverter's own stop, for the case that the gateway dies. */
export interface FailsafeConfig {
  /** Silence of the gateway after which the inverter stops, whole seconds; refreshed every third of it. */
  readonly after_s: number;
  /** What becomes of power when the inverter has no fail-safe: it flows and the log says so, or it does not flow. */
  readonly if_missing: 'warn' | 'refuse';
}

export interface LogConfig {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  /** Path of the log file; without it stdout. */
  readonly file?: string;
}
