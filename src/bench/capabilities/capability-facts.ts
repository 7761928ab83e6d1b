/** What every capability says about itself. */
export interface CapabilityFacts {
  /** Driver that provides it, as named in bench.yaml. */
  readonly driver: string;
  /** One line for the report. */
  readonly description: string;
}
