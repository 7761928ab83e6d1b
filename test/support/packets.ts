import { parseIpv6 } from '../../src/wire/net/addresses.js';
import { ipv6Checksum } from '../../src/wire/net/checksum.js';

/** Hand-made packets for tests: Ethernet, IPv6 and TCP or UDP with what is given and honest defaults. */
export interface TcpParts {
  readonly from: string;
  readonly to: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement?: number;
  /** Letters of SAFR: SYN, ACK, FIN, RST. */
  readonly flags: string;
  readonly payload?: Uint8Array;
}

const ethernetHeader = Uint8Array.of(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd);

export function tcpHeader(parts: TcpParts): Uint8Array {
  const payload = parts.payload ?? new Uint8Array(0);
  const bytes = new Uint8Array(20 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, parts.sourcePort);
  view.setUint16(2, parts.destinationPort);
  view.setUint32(4, parts.sequence);
  view.setUint32(8, parts.acknowledgement ?? 0);
  bytes[12] = 5 << 4;
  const bits: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, A: 16 };
  bytes[13] = [...parts.flags].reduce((sum, letter) => sum | bits[letter]!, 0);
  view.setUint16(14, 65535);
  bytes.set(payload, 20);
  return bytes;
}

export function udpHeader(sourcePort: number, destinationPort: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, sourcePort);
  view.setUint16(2, destinationPort);
  view.setUint16(4, bytes.length);
  bytes.set(payload, 8);
  return bytes;
}

/** IPv6 packet; `extensions` go between header and payload, and `protocol` is the first next-header value. */
export function ipv6Packet(from: string, to: string, protocol: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(...parts);
  const bytes = new Uint8Array(40 + body.length);
  bytes[0] = 0x60;
  new DataView(bytes.buffer).setUint16(4, body.length);
  bytes[6] = protocol;
  bytes[7] = 64;
  bytes.set(parseIpv6(from)!, 8);
  bytes.set(parseIpv6(to)!, 24);
  bytes.set(body, 40);
  return bytes;
}

export function ethernet(packet: Uint8Array): Uint8Array {
  return concat(ethernetHeader, packet);
}

export function tcpFrame(parts: TcpParts): Uint8Array {
  const segment = tcpHeader(parts);
  const checksum = ipv6Checksum(parseIpv6(parts.from)!, parseIpv6(parts.to)!, 6, segment);
  new DataView(segment.buffer).setUint16(16, checksum);
  return ethernet(ipv6Packet(parts.from, parts.to, 6, segment));
}

export function udpFrame(from: string, to: string, ports: readonly [number, number], payload: Uint8Array): Uint8Array {
  return ethernet(ipv6Packet(from, to, 17, udpHeader(ports[0], ports[1], payload)));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
