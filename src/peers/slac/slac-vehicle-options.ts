import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { type SlacTimers, slacThresholds, slacTimers } from '../../transport/slac/slac-timers.js';

/** The control pilot as the vehicle drives it. */
export interface VehiclePilot {
  /** Toggles B-C-B so many times, each state so many ms long; resolves when it is back in B. */
  toggle(count: number, stateMs: number): Promise<void>;
}

export interface SlacVehicleOptions {
  /** Address of the vehicle's host. */
  readonly mac: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Puts a frame on the wire to the vehicle's modem. */
  readonly send: (frame: Uint8Array) => void;
  readonly pilot?: VehiclePilot;
  /** 17 bytes as text or hexadecimal; default zeros, as ISO 15118-3 has it. */
  readonly pevId?: string;
  readonly timers?: Partial<SlacTimers>;
  /** Mean attenuation, dB: up to `directDb` a charger is taken without validation, up to `indirectDb` with it. */
  readonly directDb?: number;
  readonly indirectDb?: number;
  /** Chargers whose means are this close together, dB, are validated although they are loud enough; default 3. */
  readonly ambiguousDb?: number;
  /** Wait for the data link, TT_match_join; default true. */
  readonly waitForLink?: boolean;
  /** Levels of an amplitude map exchange once linked (58 or 917 values 0..15); default none. */
  readonly amplitudeMap?: readonly number[];
  /** Toggles of a validation, 1..3; default 2. */
  readonly toggles?: number;
}

export type VehicleSettings = Required<
  Pick<SlacVehicleOptions, 'directDb' | 'indirectDb' | 'ambiguousDb' | 'waitForLink' | 'toggles' | 'pevId'>
> &
  SlacVehicleOptions & { readonly allTimers: SlacTimers };

/** Options with their defaults. */
export function vehicleSettings(options: SlacVehicleOptions): VehicleSettings {
  return {
    ...slacThresholds,
    ambiguousDb: 3,
    waitForLink: true,
    toggles: 2,
    pevId: '',
    ...options,
    allTimers: { ...slacTimers, ...options.timers },
  };
}
