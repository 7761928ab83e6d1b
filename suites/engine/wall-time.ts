/** Reads a clock: wall time in whole ms since 1970, and a monotonic time in ns. */
export interface ClockPair {
  wallMs(): number;
  monotonicNs(): bigint;
}

const ownClocks: ClockPair = { wallMs: () => Date.now(), monotonicNs: () => process.hrtime.bigint() };
/** An edge of a millisecond that is known to this is good enough, ns. */
const goodEnough = 20_000n;
const mostEdges = 8;

/**
 * What a moment on the monotonic clock lies before the same moment on the wall clock, ns. The wall clock shows milliseconds only, so
 * its edges are looked for: the true offset is within half of `width` of what this resolves to. What Node itself offers
 * (`performance.timeOrigin`) reads both clocks once at its start, and is wrong by as much as the process waited between the two.
 */
export function wallOffset(clocks: ClockPair = ownClocks): { readonly offset: bigint; readonly width: bigint } {
  let best: { readonly offset: bigint; readonly width: bigint } | undefined;
  for (let edge = 0; edge < mostEdges && (best === undefined || best.width > goodEnough); edge++) {
    const found = nextEdge(clocks);
    if (best === undefined || found.width < best.width) best = found;
  }
  return best!;
}

/** The edge lies between the last reading that shows the millisecond before it and the first one that does not. */
function nextEdge({ wallMs, monotonicNs }: ClockPair): { readonly offset: bigint; readonly width: bigint } {
  let before = monotonicNs();
  const old = wallMs();
  for (;;) {
    const asked = monotonicNs();
    const now = wallMs();
    const after = monotonicNs();
    // A step of more than 1 ms is no edge: nothing is known of the readings between.
    if (now === old + 1) return { offset: BigInt(now) * 1_000_000n - (before + after) / 2n, width: after - before };
    if (now !== old) return nextEdge({ wallMs, monotonicNs });
    before = asked;
  }
}

let known: bigint | undefined;

/** Wall time of a moment on the monotonic clock, ns since 1970, within some 10 us. Looks again where the wall clock was set. */
export function wallNs(monotonicNs: bigint): bigint {
  if (known === undefined || wasSet(known)) known = wallOffset().offset;
  return monotonicNs + known;
}

function wasSet(offset: bigint): boolean {
  const before = process.hrtime.bigint() + offset;
  const wall = BigInt(Date.now()) * 1_000_000n;
  const after = process.hrtime.bigint() + offset;
  return wall < before - 2_000_000n || wall > after + 1_000_000n;
}
