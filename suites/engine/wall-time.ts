/** Wall time of a moment on the monotonic clock, ns since 1970, by the offset of this very instant. */
export function wallNs(monotonicNs: bigint): bigint {
  const offset = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)) - process.hrtime.bigint();
  return monotonicNs + offset;
}
