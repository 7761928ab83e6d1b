/** How an interface's timestamps count (option if_tsresol) and where they start (if_tsoffset). */
export interface TimestampScale {
  readonly resolutionNs: number;
  /** Nanoseconds since 1970-01-01T00:00:00Z of a raw 64-bit count; finer resolutions are cut to whole nanoseconds. */
  toNs(ticks: bigint): bigint;
}

const nanosecondsPerSecond = 1_000_000_000n;

/**
 * @param code if_tsresol: power of ten, or of two where the highest bit is set; undefined = the default, microseconds
 * @param offsetSeconds if_tsoffset, seconds that are added to each timestamp
 */
export function timestampScale(code: number | undefined, offsetSeconds: bigint): TimestampScale {
  const exponent = (code ?? 6) & 0x7f;
  const binary = ((code ?? 6) & 0x80) !== 0;
  const offset = offsetSeconds * nanosecondsPerSecond;
  const resolutionNs = 1e9 * (binary ? 2 ** -exponent : 10 ** -exponent);
  if (!binary && exponent <= 9) {
    const factor = 10n ** BigInt(9 - exponent);
    return { resolutionNs, toNs: (ticks) => ticks * factor + offset };
  }
  const perSecond = binary ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent);
  return { resolutionNs, toNs: (ticks) => (ticks * nanosecondsPerSecond) / perSecond + offset };
}
