/**
 * Time comes in through this interface so that tests can drive it. Nothing that decides a timing verdict uses it: those
 * come from capture timestamps (see docs/time.md).
 */
export interface Clock {
  /** Wall clock, nanoseconds since 1970-01-01T00:00:00Z. */
  wallNs(): bigint;
  /** Monotonic clock, nanoseconds from an arbitrary origin. */
  monotonicNs(): bigint;
  /** Calls back once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

const bootOffsetNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();

/** The machine's own clocks. */
export const systemClock: Clock = {
  wallNs: () => bootOffsetNs + process.hrtime.bigint(),
  monotonicNs: () => process.hrtime.bigint(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
