/** `in` = inside [low, high]; `=` = equal number or text; `is` = a boolean fact that must be as stated; `>=` also orders dotted versions. */
export type Comparison = '<' | '<=' | '>' | '>=' | '=' | 'in' | 'is';

/**
 * How a verdict is drawn (ILAC-G8:09/2019, JCGM 106:2012):
 * - `guarded`: value +- U (k = 2) wholly inside the limit;
 * - `simple`: the value alone;
 * - `exact-binomial`: one-sided Clopper-Pearson bound of a proportion;
 * - `order-statistic`: distribution-free bound of a percentile;
 * - `presence`: a fact that is there or not, equal or not.
 */
export type DecisionRule = 'guarded' | 'simple' | 'exact-binomial' | 'order-statistic' | 'presence';

export type SpecStatus = 'measured' | 'not-yet-measured';

/** A number, a range or a list of texts for `in`, a text or version (`5.15`), or a truth value. */
export type SpecLimit = number | string | boolean | readonly [low: number, high: number] | readonly string[];

/** One requirement that the harness judges against; a row of `suites/spec-table.yaml`. */
export interface SpecRow {
  /** Stable id, kebab-case, for example `packet-loss`. */
  readonly id: string;
  /** Area of the report, for example `transport`. */
  readonly area: string;
  /** The requirement in one sentence, as the report prints it. */
  readonly requirement: string;
  /** Quantity that a measurement names in `Measurement.id`; several rows may judge one quantity. */
  readonly quantity: string;
  readonly unit: string;
  readonly comparison: Comparison;
  readonly limit: SpecLimit;
  readonly decisionRule: DecisionRule;
  /** Percentile judged, above 0 and below 100, for `order-statistic`. */
  readonly percentile?: number;
  /** One-sided confidence, 0.5..1, for example 0.95. */
  readonly confidence: number;
  readonly standard: string;
  readonly clause: string;
  /** Where the limit comes from. */
  readonly source: string;
  /** True when the limit was written down from memory: the report then says "check against the standard". */
  readonly fromMemory?: boolean;
  /** 1 (cosmetic) to 10 (safety or no service). */
  readonly impact?: number;
  readonly method: string;
  /** What to do when it falls short; printed beside a verdict that is not a pass. */
  readonly remedy: string;
  readonly status: SpecStatus;
  /** Why it is not measured yet, or another remark. */
  readonly note?: string;
  /** Name of a yardstick profile for rows of one quantity under several standards. */
  readonly profile?: string;
}
