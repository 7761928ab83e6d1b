/** One term of an uncertainty budget (JCGM 100). */
export interface BudgetTerm {
  readonly source: string;
  /** Standard uncertainty, in the measurement's unit. */
  readonly u: number;
  /** How it was had: "rectangular, half-width 0.5 ms". */
  readonly evaluation: string;
}

/**
 * What a probe hands over: a value with unit, n, uncertainty and evidence. It has the shape of the judge's `Measurement`
 * without importing it, because probes measure and never judge (a test holds the two shapes together).
 */
export interface Measured {
  readonly id: string;
  readonly value: number | boolean | string | undefined;
  readonly unavailable?: string;
  readonly unit: string;
  readonly n?: number;
  readonly k?: number;
  readonly samples?: readonly number[];
  readonly censored?: number;
  readonly U?: number;
  readonly budget?: readonly BudgetTerm[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly method: string;
  readonly evidence: readonly string[];
  readonly caveats?: readonly string[];
  readonly instrument?: {
    readonly name: string;
    readonly serial?: string;
    readonly calibrationDue?: string;
    readonly clockMatters?: boolean;
    readonly clockSynchronised?: boolean;
  };
  readonly takenAt?: string;
}
