/** Seconds with the digits that matter: `0.412 ms`, `18.3 ms`, `2.004 s`, `63.0 s`. */
export function formatDuration(ns: bigint): string {
  const ms = Number(ns) / 1e6;
  const sign = ms < 0 ? '-' : '';
  const size = Math.abs(ms);
  if (size < 1) return `${sign}${size.toFixed(3)} ms`;
  if (size < 1000) return `${sign}${size.toFixed(1)} ms`;
  if (size < 10_000) return `${sign}${(size / 1000).toFixed(3)} s`;
  return `${sign}${(size / 1000).toFixed(1)} s`;
}

/** ISO 8601 in UTC with all nine digits. */
export function formatWallTime(ns: bigint): string {
  const seconds = ns / 1_000_000_000n;
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, '0');
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds}.${fraction} s since 1970`;
  return `${date.toISOString().slice(0, 19)}.${fraction}Z`;
}
