/** A confidence or coverage interval of a measured value, in the measurement's own unit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Confidence level or coverage probability, 0..1. */
  readonly level: number;
  /** How it was made: "Clopper-Pearson", "value +- U, k = 2". */
  readonly method: string;
}

/** Which instrument read the value, as far as it matters for the verdict. */
export interface InstrumentState {
  readonly name: string;
  readonly serial?: string;
  /** ISO date (YYYY-MM-DD) on which the calibration falls due. */
  readonly calibrationDue?: string;
  /** Whether the value depends on two clocks that agree (one-way delay, wall time). */
  readonly clockMatters?: boolean;
  readonly clockSynchronised?: boolean;
}

/** One term of an uncertainty budget (JCGM 100), in the measurement's own unit. */
export interface UncertaintyTerm {
  readonly source: string;
  /** Standard uncertainty, in the measurement's unit. */
  readonly u: number;
  /** How it was had: "rectangular, half-width 0.5 ms". */
  readonly evaluation: string;
}

/**
 * A value as a probe found it, before anybody judged it. What is needed to judge it again later (n, k, samples,
 * uncertainty, instrument) travels with it.
 */
export interface Measurement {
  /** Quantity of the spec table (`SpecRow.quantity`), for example `packet-loss`. */
  readonly id: string;
  /** `undefined` = declared but never taken, unless `unavailable` says why or samples stand in its place. */
  readonly value: number | boolean | string | undefined;
  /**
   * Why it could not be measured here although the probe tried ("no cpufreq under /sys"): judged inconclusive, never
   * a pass. A quantity that nobody tried to measure has neither value nor this, and is an error.
   */
  readonly unavailable?: string;
  /** Unit symbol as in `src/judge/units.ts`; `1` for a plain count or ratio, `text` and `bool` for the others. */
  readonly unit: string;
  /** Sample size. */
  readonly n?: number;
  /** Failures among n, for proportions. */
  readonly k?: number;
  /** The single readings, in the order taken: 0/1 indicators for a proportion (1 = failed), values otherwise. */
  readonly samples?: readonly number[];
  /** Samples that never arrived and count as over any limit (a lost probe has no delay but is not dropped). */
  readonly censored?: number;
  /** Expanded uncertainty of the value (and of each sample), k = 2, in `unit`. */
  readonly U?: number;
  readonly budget?: readonly UncertaintyTerm[];
  readonly interval?: Interval;
  /** Path, direction, neighbour, yardstick profile and so on. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly method: string;
  /** Paths of evidence files inside the run folder, or other references. */
  readonly evidence: readonly string[];
  readonly caveats?: readonly string[];
  readonly instrument?: InstrumentState;
  /** Day of the measurement (YYYY-MM-DD or an ISO instant), against which the calibration date is held. */
  readonly takenAt?: string;
}
