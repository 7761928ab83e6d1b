/** ISO 8601 UTC with nine decimals from nanoseconds since 1970: `2025-03-01T09:30:00.123456789Z`. */
export function isoTime(wallNs: bigint): string {
  const seconds = wallNs / 1_000_000_000n;
  const rest = (wallNs % 1_000_000_000n).toString().padStart(9, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

/** Nanoseconds since 1970 from an ISO 8601 UTC time with up to nine decimals; undefined when it is not one. */
export function isoTimeNs(text: string): bigint | undefined {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/.exec(text);
  if (found === null) return undefined;
  const seconds = Date.parse(`${found[1]}Z`);
  if (Number.isNaN(seconds)) return undefined;
  return BigInt(seconds) * 1_000_000n + BigInt((found[2] ?? '').padEnd(9, '0'));
}
