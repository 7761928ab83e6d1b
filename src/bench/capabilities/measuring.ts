/** Expanded uncertainty (k = 2) of one reading: `absolute` in the unit plus `relative` (fraction of the reading). */
export interface Uncertainty {
  readonly absolute: number;
  readonly relative: number;
}

/** What a capability that measures must say about itself. */
export interface MeasuringFacts {
  /** What stands in the rack: make, type, serial number, or `simulated ...`. */
  readonly instrument: string;
  readonly unit: string;
  readonly uncertainty: Uncertainty;
  /** Time between two values of the instrument, s: a reading can be this old. */
  readonly samplingSeconds: number;
  /** Date (ISO 8601) until which the calibration holds; absent when the instrument is simulated or was never calibrated. */
  readonly calibrationDue?: string;
}

/** A reading, or why there is none. Never thrown: a meter that does not answer is a finding about the bench. */
export type Reading =
  | {
      readonly kind: 'value';
      readonly value: number;
      /** Monotonic time (ns, this machine) when the answer was received. */
      readonly at: bigint;
      /** Expanded uncertainty (k = 2) of this value, in the unit. */
      readonly U: number;
    }
  | { readonly kind: 'unavailable'; readonly detail: string };
