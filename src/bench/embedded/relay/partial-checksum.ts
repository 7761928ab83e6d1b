const ipv6EtherType = 0x86dd;
const ethernetBytes = 14;
const ipv6Bytes = 40;
/** Where the checksum stands in the headers of TCP (6) and UDP (17). */
const checksumOffset: Readonly<Record<number, number>> = { 6: 16, 17: 6 };

/**
 * Completes, in place, a checksum that the kernel left to a network card that does not exist: a frame that a program
 * reads from a veth carries only the sum of the pseudo-header (RFC 8200, 8.1) there. Only that value is replaced, so a
 * checksum that a tester made wrong on purpose stays wrong.
 */
export function completePartialChecksum(frame: Buffer): void {
  if (frame.length < ethernetBytes + ipv6Bytes || frame.readUInt16BE(12) !== ipv6EtherType) return;
  const nextHeader = frame.readUInt8(ethernetBytes + 6);
  const offset = checksumOffset[nextHeader];
  const length = frame.readUInt16BE(ethernetBytes + 4);
  const start = ethernetBytes + ipv6Bytes;
  if (offset === undefined || length < offset + 2 || frame.length < start + length) return;
  const pseudoHeader = sum(frame, ethernetBytes + 8, 32) + length + nextHeader;
  if (frame.readUInt16BE(start + offset) !== fold(pseudoHeader)) return;
  frame.writeUInt16BE(0, start + offset);
  const checksum = ~fold(pseudoHeader + sum(frame, start, length)) & 0xffff;
  frame.writeUInt16BE(nextHeader === 17 && checksum === 0 ? 0xffff : checksum, start + offset);
}

function sum(bytes: Buffer, start: number, length: number): number {
  let total = 0;
  for (let i = 0; i + 1 < length; i += 2) total += bytes.readUInt16BE(start + i);
  return length % 2 === 1 ? total + bytes.readUInt8(start + length - 1) * 256 : total;
}

function fold(total: number): number {
  let folded = total;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x1_0000);
  return folded;
}
