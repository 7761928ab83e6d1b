import type { CapabilityName } from '../capabilities.js';

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
  readonly target_w?: number;
  readonly seed?: number;
}

/** bench.yaml after the check. */
export interface BenchConfig {
  readonly name: string;
  readonly description?: string;
  /** `embedded`: namespaces that plumbline makes; `local-interfaces`: real interfaces of this machine. */
  readonly driver: 'embedded' | 'local-interfaces';
  readonly site?: Readonly<Record<string, string>>;
  readonly item?: Readonly<Record<string, string>>;
  readonly interfaces?: Readonly<Record<string, { readonly device: string; readonly peer?: string }>>;
  readonly devices?: { readonly inverter?: InverterConfig };
  readonly capabilities: Readonly<Partial<Record<CapabilityName, CapabilityConfig>>>;
}
