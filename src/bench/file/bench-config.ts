import type { CapabilityName } from '../capabilities/capabilities.js';
import type { VmConfig } from '../vm/vm-config.js';

/** A capability in the bench file: the driver's name and its own options. */
export interface CapabilityConfig {
  readonly driver: string;
  readonly [option: string]: unknown;
}

/** The simulated inverter and its meter; every field is explained in docs/bench.md. */
export interface InverterConfig {
  readonly rated_w?: number;
  readonly ramp_w_per_s?: number;
  readonly dead_time_ms?: number;
  readonly power_noise_w?: number;
  readonly meter_noise_w?: number;
  readonly meter_sampling_ms?: number;
  /** Time that one measurement of the SCPI power analyser takes, ms. */
  readonly meter_aperture_ms?: number;
  /** Voltage of the DC side, where that analyser sits. */
  readonly dc_volts?: number;
  readonly target_w?: number;
  readonly seed?: number;
  /** SunSpec models in their order on the wire. */
  readonly models?: readonly number[];
  readonly meter_model?: 201 | 202 | 203;
  readonly storage_wh?: number;
  readonly state_of_charge_percent?: number;
  readonly enter_service_delay_s?: number;
  readonly anti_islanding_ms?: number;
  /** Faults from the start, `NAME` or `NAME:parameter=value,...`. */
  readonly faults?: readonly string[];
}

/** What lies at the terminals of the simulated multimeter; V and A. */
export interface MultimeterConfig {
  readonly port?: number;
  readonly dialect?: 'scpi' | 'fluke';
  readonly dc_volts?: number;
  readonly ac_volts?: number;
  readonly dc_amperes?: number;
  readonly ac_amperes?: number;
  readonly noise_percent?: number;
  /** Time that one measurement takes, ms. */
  readonly aperture_ms?: number;
  readonly seed?: number;
}

/** A simulated modem; docs/plc.md explains the fields. */
export interface ModemConfig {
  readonly firmware?: string;
  readonly tx_mbps?: number;
  readonly rx_mbps?: number;
  /** One SNR for all carriers, dB. */
  readonly snr_db?: number;
  /** One attenuation for all carrier groups, dB. */
  readonly attenuation_db?: number;
  readonly faults?: readonly string[];
}

/** The simulated power line: the modem of the station and the one at the far end. */
export interface PowerLineConfig {
  readonly station?: ModemConfig;
  readonly utility?: ModemConfig;
  readonly seed?: number;
}

/** Rate of a link in bench.yaml. */
export interface LinkShapeConfig {
  readonly rateKbps: number;
  readonly queueMs?: number;
}

/** bench.yaml after the check. */
export interface BenchConfig {
  readonly name: string;
  readonly description?: string;
  /**
   * `embedded`: namespaces that plumbline makes; `vm`: a virtual machine with a mesh of simulated radios;
   * `local-interfaces`: real interfaces of this machine.
   */
  readonly driver: 'embedded' | 'vm' | 'local-interfaces';
  readonly site?: Readonly<Record<string, string>>;
  readonly item?: Readonly<Record<string, string>>;
  readonly interfaces?: Readonly<Record<string, { readonly device: string; readonly peer?: string }>>;
  readonly devices?: {
    readonly inverter?: InverterConfig;
    readonly multimeter?: MultimeterConfig;
    /** Modems on the side of the power line. Without `plc` there are none. */
    readonly plc?: PowerLineConfig;
  };
  /** Links of the embedded bench that are slower than the machine. */
  readonly link?: { readonly plc?: LinkShapeConfig; readonly mesh?: LinkShapeConfig };
  /** The virtual machine of driver `vm`. */
  readonly vm?: VmConfig;
  readonly capabilities: Readonly<Partial<Record<CapabilityName, CapabilityConfig>>>;
}
