/** Runs of consecutive losses in a series of indicators (1 = lost). */
export interface Bursts {
  /** How many runs of one or more losses. */
  readonly count: number;
  /** Mean length, probes; 0 without losses. */
  readonly meanLength: number;
  readonly longest: number;
  /** How many runs of each length. */
  readonly histogram: Readonly<Record<number, number>>;
}

/** Finds the runs of losses (RFC 3357 clause 4: loss periods). */
export function burstsOf(indicators: readonly number[]): Bursts {
  const histogram: Record<number, number> = {};
  let run = 0;
  const close = () => {
    if (run > 0) histogram[run] = (histogram[run] ?? 0) + 1;
    run = 0;
  };
  for (const lost of indicators) {
    if (lost === 1) run++;
    else close();
  }
  close();
  const lengths = Object.entries(histogram).map(([length, times]) => ({ length: Number(length), times }));
  const count = lengths.reduce((sum, { times }) => sum + times, 0);
  const total = lengths.reduce((sum, { length, times }) => sum + length * times, 0);
  return {
    count,
    meanLength: count === 0 ? 0 : total / count,
    longest: lengths.reduce((most, { length }) => Math.max(most, length), 0),
    histogram,
  };
}
