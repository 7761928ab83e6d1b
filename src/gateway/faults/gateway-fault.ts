/** One way in which the reference gateway can be told to be wrong. */
export interface GatewayFault {
  /** What it does, in one sentence. */
  readonly behaviour: string;
  /** The requirement that it breaks, or where it was seen. */
  readonly source: string;
  /** File that asks for it, from the root of the project. */
  readonly where: string;
  /** Ids of the known real-world faults of the catalogue that it plays. */
  readonly known?: readonly string[];
}

/** A fault of the SECC: the requirements that it breaks, and the known faults of real stacks that it plays. */
export function seccFault(
  behaviour: string,
  requirements: string,
  where: string,
  known: readonly string[] = [],
): GatewayFault {
  const seen = known.length === 0 ? '' : `; seen in real stacks (${known.join(', ')})`;
  return { behaviour, source: `${requirements}${seen}`, where, known };
}
