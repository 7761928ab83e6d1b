/** One's complement sum of 16-bit words (RFC 1071) over all parts as if they stood in one row; each but the last has even length. */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) sum += (part[at]! << 8) | (part[at + 1] ?? 0);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  }
  return ~sum & 0xffff;
}

/**
 * Checksum of an upper-layer packet over the IPv6 pseudo-header (RFC 8200, 8.1). The checksum field in `packet` must be
 * zero, or the packet whole to verify it: then the result is 0.
 * @param nextHeader 6 TCP, 17 UDP, 58 ICMPv6
 */
export function ipv6Checksum(
  source: Uint8Array,
  destination: Uint8Array,
  nextHeader: number,
  packet: Uint8Array,
): number {
  const tail = new Uint8Array(8);
  new DataView(tail.buffer).setUint32(0, packet.length);
  tail[7] = nextHeader;
  return internetChecksum(source, destination, tail, packet);
}
