import type { Interval, Measurement } from './measurement.js';
import type { Verdict } from './verdict.js';

/** The verdict on one measurement under one row of the spec table. */
export interface Judgement {
  /** `SpecRow.id`. */
  readonly row: string;
  readonly verdict: Verdict;
  /** Distance from the deciding bound to the limit, in the row's unit; positive = inside the limit. */
  readonly margin?: number;
  /** One sentence for the reader: what was compared with what, and by which rule. */
  readonly reason: string;
  /** Further samples that would settle an inconclusive one, if the rate seen so far holds. */
  readonly furtherSamples?: number;
  /** The interval that decided, in the row's unit. */
  readonly decided?: Interval;
  /** An interval to show beside it (Wilson 95 %), in the row's unit. */
  readonly shown?: Interval;
  /** Dependence between neighbouring samples, where the single 0/1 samples were at hand. */
  readonly dependence?: { readonly lag1: number; readonly effectiveN: number };
  /** Measured value converted to the row's unit, for numbers. */
  readonly value?: number;
  /** What changed or weakened the verdict: dependence of samples, calibration, clock, caveats of the probe. */
  readonly caveats: readonly string[];
  readonly measurement: Measurement;
}
