/** A fault that can be seeded into the vehicle under test: a small isolated change of behaviour. */
export interface VehicleFault {
  /** What it does, in one sentence. */
  readonly behaviour: string;
  /** The rule that it breaks, as the published EVCC list or the standard has it. */
  readonly source: string;
}
