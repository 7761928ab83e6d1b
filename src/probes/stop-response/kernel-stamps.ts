import type { Stamp } from './stop-plan.js';

/** A TCP segment with payload as a capture shows it. */
export interface StampedSegment {
  /** Kernel stamp, ns since 1970. */
  readonly ns: bigint;
  /** `out`: from the server. */
  readonly direction: 'out' | 'in';
}

/** How long before the program's own stamp the kernel may have seen the segment, ns. */
const reachBackNs = 100_000_000n;
/** How far the program's idea of wall time may be off, ns. */
const slackNs = 2_000_000n;

/**
 * The kernel's stamp in place of a program's: the program says which message it was, the capture says when. What a
 * program has sent or received passed the interface just before it noticed, so it is the newest segment of that direction
 * at the program's stamp. `undefined`: the capture shows none that it can have been.
 * @param own the program's stamp
 * @param wallNs its moment on the wall clock, ns since 1970
 */
export function kernelStamp(
  segments: readonly StampedSegment[],
  direction: StampedSegment['direction'],
  own: Stamp,
  wallNs: bigint,
  point: string,
): Stamp | undefined {
  const slack = slackNs + BigInt(Math.round(own.source === 'process' ? own.resolutionNs : 0));
  const found = segments.findLast((segment) => segment.direction === direction && segment.ns <= wallNs + slack);
  if (found === undefined || wallNs - found.ns > reachBackNs) return undefined;
  return { ns: found.ns, clock: 'wall', source: 'capture', resolutionNs: 1, point };
}
