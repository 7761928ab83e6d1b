import type { Measured } from '../measured.js';

/** A frame of the utility connection on the power line, either direction. */
export interface SignallingFrame {
  /** Kernel's time stamp, ns since 1970. */
  readonly ns: bigint;
  /** Whole Ethernet frame without its checksum. */
  readonly bytes: number;
}

export interface SignallingRate {
  /** Highest mean of any window, kbit/s, and when that window began, s from the first frame. */
  readonly busiestKbps: number;
  readonly busiestAtS: number;
  /** Mean over the whole watch, kbit/s. */
  readonly meanKbps: number;
  readonly frames: number;
}

/**
 * Rate of signalling: the busiest window of `windowS` and the mean of the watch. A watch that is shorter than a window is
 * taken as one window of its own length, so nothing is spread over time that was not watched.
 * @param watchedS how long was captured, s, above 0
 */
export function signallingRate(frames: readonly SignallingFrame[], windowS: number, watchedS: number): SignallingRate {
  const window = Math.min(windowS, watchedS);
  const span = BigInt(Math.round(window * 1e9));
  const sorted = [...frames].sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
  let inWindow = 0;
  let first = 0;
  let best = 0;
  let bestAt = sorted[0]?.ns ?? 0n;
  for (const frame of sorted) {
    inWindow += frame.bytes;
    while (sorted[first]!.ns <= frame.ns - span) inWindow -= sorted[first++]!.bytes;
    if (inWindow <= best) continue;
    best = inWindow;
    bestAt = sorted[first]!.ns;
  }
  const total = sorted.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    busiestKbps: (best * 8) / 1000 / window,
    busiestAtS: Number(bestAt - (sorted[0]?.ns ?? 0n)) / 1e9,
    meanKbps: (total * 8) / 1000 / watchedS,
    frames: sorted.length,
  };
}

/** `grid-signalling-rate`: the busiest window. A line on which nothing was seen was not measured. */
export function signallingMeasurement(
  frames: readonly SignallingFrame[],
  facts: {
    readonly windowS: number;
    readonly watchedS: number;
    /** Frames that the capture is known to have lost; undefined where it does not tell. */
    readonly lost: number | undefined;
    readonly evidence: readonly string[];
    readonly caveats: readonly string[];
    readonly takenAt: string;
  },
): Measured {
  const { windowS, watchedS, lost, evidence, takenAt } = facts;
  const base = {
    id: 'grid-signalling-rate',
    unit: 'kbit/s',
    method: `whole frames of the utility connection, both directions, busiest ${windowS} s of ${watchedS.toFixed(1)} s`,
    evidence,
    takenAt,
  } as const;
  if (frames.length === 0) return { ...base, value: undefined, unavailable: 'no signalling was seen on the line' };
  if (lost !== 0) {
    const what = lost === undefined ? 'does not tell how many frames it lost' : `lost ${lost} frames`;
    return { ...base, value: undefined, unavailable: `the capture ${what}, so the rate is not known` };
  }
  const { busiestKbps, busiestAtS, meanKbps } = signallingRate(frames, windowS, watchedS);
  // Stamps are right to microseconds and bytes are counted: what is left is one frame at the edge of the window.
  const edge = (Math.max(...frames.map(({ bytes }) => bytes)) * 8) / 1000 / Math.min(windowS, watchedS);
  const u = edge / Math.sqrt(3);
  return {
    ...base,
    value: busiestKbps,
    n: frames.length,
    U: 2 * u,
    budget: [{ source: 'a frame at the edge of the window', u, evaluation: 'rectangular, half-width one frame' }],
    labels: { 'mean kbit/s': meanKbps.toFixed(2), 'busiest from s': busiestAtS.toFixed(1) },
    caveats: [`mean of the whole watch: ${meanKbps.toFixed(1)} kbit/s`, ...facts.caveats],
  };
}
