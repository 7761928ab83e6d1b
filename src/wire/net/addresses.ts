/** `00:b0:52:00:00:01`. */
export function formatMac(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Six bytes of `00:b0:52:00:00:01` (also with `-`); undefined where the text is not a MAC address. */
export function parseMac(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return Uint8Array.from(text.split(/[:-]/), (part) => Number.parseInt(part, 16));
}

/** Text of 4 or 16 address bytes: dotted decimal, or the canonical form of RFC 5952. */
export function formatIp(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join('.') : formatIpv6(bytes);
}

/** Canonical text (RFC 5952) of 16 bytes. */
export function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  const { start, length } = longestZeroRun(groups);
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  if (length < 2) return hex(0, 8);
  return `${hex(0, start)}::${hex(start + length, 8)}`;
}

/** Sixteen bytes of an IPv6 address without scope; undefined where the text is not one. */
export function parseIpv6(text: string): Uint8Array | undefined {
  const embedded = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (embedded !== null) {
    const [a, b, c, d] = embedded.slice(2).map(Number) as [number, number, number, number];
    if (Math.max(a, b, c, d) > 255) return undefined;
    return parseIpv6(`${embedded[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string | undefined): string[] => (half === undefined || half === '' ? [] : half.split(':'));
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return Uint8Array.from(
    groups.map((group) => Number.parseInt(group, 16)).flatMap((value) => [value >> 8, value & 0xff]),
  );
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}
