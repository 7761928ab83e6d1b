import type { PowerSample } from './power-trace.js';

/** How power kept to a limit of time: how long it flowed although it should have been off. */
export interface Breach {
  /** Time above the threshold after the limit was over, s. */
  readonly seconds: number;
  /** Energy in that time, Wh, whatever its direction. */
  readonly energyWh: number;
  /** Largest power in that time, W. */
  readonly peakW: number;
  /** Power was above the threshold at the last reading: the breach went on. */
  readonly open: boolean;
}

/**
 * The breach of a limit of time. A reading holds until the next one.
 * @param from when the limit begins to count, monotonic ns
 * @param limitSeconds 0 or more
 */
export function breachOf(
  samples: readonly PowerSample[],
  from: bigint,
  limitSeconds: number,
  thresholdW: number,
): Breach {
  const due = from + BigInt(Math.round(limitSeconds * 1e9));
  let nanoseconds = 0;
  let wattNanoseconds = 0;
  let peakW = 0;
  for (const [index, { answered, watts }] of samples.entries()) {
    const size = Math.abs(watts);
    if (size <= thresholdW) continue;
    const begin = answered > due ? answered : due;
    const end = samples[index + 1]?.answered ?? answered;
    if (end <= begin && answered < due) continue;
    peakW = Math.max(peakW, size);
    if (end <= begin) continue;
    nanoseconds += Number(end - begin);
    wattNanoseconds += size * Number(end - begin);
  }
  const last = samples.at(-1);
  const open = last !== undefined && last.answered > due && Math.abs(last.watts) > thresholdW;
  return { seconds: nanoseconds / 1e9, energyWh: wattNanoseconds / 3.6e12, peakW, open };
}
