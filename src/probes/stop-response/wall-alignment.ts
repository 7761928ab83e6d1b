import type { Clock } from '../../base/clock.js';

const millisecond = 1_000_000n;
/** How far the two clocks may move apart before they are aligned anew, ns. */
const toleranceNs = 20_000n;
/** Polls for the edge of a millisecond end after this time, ns: a clock that stands still has no edge. */
const patienceNs = 50_000_000n;
/** Two looks so close that the edge between them is known well enough, ns. */
const closeNs = 5_000n;

/**
 * Wall time of monotonic moments, to some microseconds. The wall clock of JavaScript counts whole milliseconds, so its
 * offset is found at the edge of one; every later reading checks it, because the wall clock is set and disciplined while
 * a trial runs and captures follow it.
 */
export class WallAlignment {
  readonly #clock: Clock;
  readonly #wallMs: () => number;
  #offset: bigint;

  /** @param wallMs the system's wall clock in whole ms (`Date.now`) */
  constructor(clock: Clock, wallMs: () => number) {
    this.#clock = clock;
    this.#wallMs = wallMs;
    this.#offset = this.#align();
  }

  /** Wall clock, ns since 1970, at a monotonic moment just passed. */
  wallAt(monotonic: bigint): bigint {
    const before = this.#clock.monotonicNs();
    const whole = BigInt(this.#wallMs()) * millisecond;
    const after = this.#clock.monotonicNs();
    // The wall clock showed this whole ms at some moment between the two, so the offset lies between these bounds.
    const tooSmall = this.#offset + toleranceNs < whole - after;
    const tooLarge = this.#offset - toleranceNs > whole + millisecond - before;
    if (tooSmall || tooLarge) this.#offset = this.#align();
    return monotonic + this.#offset;
  }

  /** Looks for an edge that was seen closely: a process that is put aside between two looks sees none. */
  #align(): bigint {
    const started = this.#clock.monotonicNs();
    let best: { readonly offset: bigint; readonly width: bigint } | undefined;
    let shown = this.#wallMs();
    let last = this.#clock.monotonicNs();
    for (;;) {
      const now = this.#wallMs();
      const at = this.#clock.monotonicNs();
      if (now !== shown) {
        // The edge lies between the look before it and this one.
        const width = at - last;
        const offset = BigInt(now) * millisecond - last - width / 2n;
        if (best === undefined || width < best.width) best = { offset, width };
        if (width <= closeNs) return offset;
      }
      if (at - started > patienceNs) return best?.offset ?? BigInt(now) * millisecond - at;
      shown = now;
      last = at;
    }
  }
}
