import type { FrameViolation } from '../v2gtp.js';
import { type IpPacket, ipProtocols } from './ip-header.js';

export interface UdpDatagram {
  readonly kind: 'udp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
  readonly violations: readonly FrameViolation[];
}

export interface TcpSegment {
  readonly kind: 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly window: number;
  readonly payload: Uint8Array;
  /** Payload bytes that the capture's snap length cut off. */
  readonly missing: number;
  readonly violations: readonly FrameViolation[];
}

export interface IcmpMessage {
  readonly kind: 'icmp';
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** What follows the checksum. */
  readonly payload: Uint8Array;
}

export type TransportPacket = UdpDatagram | TcpSegment | IcmpMessage;

/** Reads UDP, TCP and ICMP; undefined for other protocols and headers that are not whole. Never throws. */
export function dissectTransport(packet: IpPacket): TransportPacket | undefined {
  const data = packet.payload;
  switch (packet.protocol) {
    case ipProtocols.udp:
      return dissectUdp(data);
    case ipProtocols.tcp:
      return dissectTcp(data, packet.missing);
    case ipProtocols.icmp:
    case ipProtocols.icmpv6:
      if (data.length < 4) return undefined;
      return { kind: 'icmp', version: packet.version, type: data[0]!, code: data[1]!, payload: data.subarray(4) };
    default:
      return undefined;
  }
}

function dissectUdp(data: Uint8Array): UdpDatagram | undefined {
  if (data.length < 8) return undefined;
  const claimed = u16(data, 4);
  const violations: FrameViolation[] = [];
  if (claimed !== 0 && (claimed < 8 || claimed > data.length)) {
    const detail = `UDP length ${claimed}, ${data.length} bytes are there`;
    violations.push({ offset: 4, rule: 'udp-length', detail });
  }
  const end = claimed < 8 ? data.length : Math.min(claimed, data.length);
  return {
    kind: 'udp',
    sourcePort: u16(data, 0),
    destinationPort: u16(data, 2),
    payload: data.subarray(8, end),
    violations,
  };
}

function dissectTcp(data: Uint8Array, missing: number): TcpSegment | undefined {
  if (data.length < 20) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const headerLength = (data[12]! >> 4) * 4;
  const violations: FrameViolation[] = [];
  if (headerLength < 20 || headerLength > data.length) {
    const detail = `TCP header length ${headerLength}, ${data.length} bytes are there`;
    violations.push({ offset: 12, rule: 'tcp-header-length', detail });
  }
  const flags = data[13]!;
  return {
    kind: 'tcp',
    sourcePort: view.getUint16(0),
    destinationPort: view.getUint16(2),
    sequence: view.getUint32(4),
    acknowledgement: view.getUint32(8),
    syn: (flags & 0x02) !== 0,
    ack: (flags & 0x10) !== 0,
    fin: (flags & 0x01) !== 0,
    rst: (flags & 0x04) !== 0,
    window: view.getUint16(14),
    payload: violations.length > 0 ? new Uint8Array(0) : data.subarray(headerLength),
    missing,
    violations,
  };
}

function u16(data: Uint8Array, at: number): number {
  return (data[at]! << 8) | data[at + 1]!;
}
