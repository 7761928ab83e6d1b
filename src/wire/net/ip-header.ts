import type { FrameViolation } from '../v2gtp.js';
import { etherTypes } from './link-layer.js';

export const ipProtocols = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

export interface IpFragment {
  readonly identification: number;
  /** Bytes from the start of the whole payload. */
  readonly offset: number;
  readonly more: boolean;
}

export interface IpPacket {
  readonly version: 4 | 6;
  /** 4 or 16 bytes. */
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** Protocol of the payload after all extension headers. */
  readonly protocol: number;
  /** Hop limit or time to live. */
  readonly hopLimit: number;
  /** Present where this is one piece of a larger packet. */
  readonly fragment: IpFragment | undefined;
  /** What is there of the payload, without link-layer padding. */
  readonly payload: Uint8Array;
  /** Bytes of the payload that the capture or the packet is short of. */
  readonly missing: number;
  readonly violations: readonly FrameViolation[];
}

/** Extension headers that share one form: next header, length in 8-byte units without the first. */
const plainExtensions = new Set([0, 43, 60, 135, 139, 140]);
const fragmentHeader = 44;
const authenticationHeader = 51;

/** Reads an IPv4 or IPv6 header with its extension headers; undefined where no whole header is there. Never throws. */
export function dissectIp(etherType: number | undefined, data: Uint8Array): IpPacket | undefined {
  if (etherType === etherTypes.ipv4) return dissectIpv4(data);
  if (etherType === etherTypes.ipv6) return dissectIpv6(data);
  return undefined;
}

function dissectIpv4(data: Uint8Array): IpPacket | undefined {
  if (data.length < 20 || data[0]! >> 4 !== 4) return undefined;
  const headerLength = (data[0]! & 0x0f) * 4;
  if (headerLength < 20 || data.length < headerLength) return undefined;
  // 0 where segmentation offload left the field to the card: then the capture's length is all there is to go by.
  const claimed = u16(data, 2);
  const violations: FrameViolation[] = [];
  if (claimed !== 0 && claimed < headerLength) {
    violations.push({ offset: 2, rule: 'ipv4-length', detail: `total length ${claimed} is below the header's length` });
  }
  const total = claimed < headerLength ? data.length : claimed;
  const flags = u16(data, 6);
  const more = (flags & 0x2000) !== 0;
  const offset = (flags & 0x1fff) * 8;
  return {
    version: 4,
    source: data.subarray(12, 16),
    destination: data.subarray(16, 20),
    protocol: data[9]!,
    hopLimit: data[8]!,
    fragment: more || offset > 0 ? { identification: u16(data, 4), offset, more } : undefined,
    payload: data.subarray(headerLength, Math.min(total, data.length)),
    missing: Math.max(0, total - data.length),
    violations,
  };
}

function dissectIpv6(data: Uint8Array): IpPacket | undefined {
  if (data.length < 40 || data[0]! >> 4 !== 6) return undefined;
  const claimed = u16(data, 4);
  const total = claimed === 0 ? data.length : 40 + claimed;
  const end = Math.min(total, data.length);
  const violations: FrameViolation[] = [];
  let protocol = data[6]!;
  let at = 40;
  let fragment: IpFragment | undefined;
  // A first fragment carries all headers; later ones carry the payload only.
  while (fragment === undefined || fragment.offset === 0) {
    const isPlain = plainExtensions.has(protocol);
    if (!isPlain && protocol !== fragmentHeader && protocol !== authenticationHeader) break;
    if (at + 8 > end) {
      violations.push({ offset: at, rule: 'ipv6-extension', detail: 'an extension header runs over the packet' });
      return ipv6Packet(data, protocol, fragment, end, end, total, violations);
    }
    const next = data[at]!;
    if (protocol === fragmentHeader) {
      const word = u16(data, at + 2);
      const identification = new DataView(data.buffer, data.byteOffset + at + 4, 4).getUint32(0);
      const piece = { identification, offset: word & 0xfff8, more: (word & 1) !== 0 };
      // An atomic fragment (RFC 6946) is a whole packet.
      if (piece.more || piece.offset > 0) fragment = piece;
      at += 8;
    } else {
      at += protocol === authenticationHeader ? (data[at + 1]! + 2) * 4 : (data[at + 1]! + 1) * 8;
    }
    protocol = next;
  }
  return ipv6Packet(data, protocol, fragment, Math.min(at, end), end, total, violations);
}

function ipv6Packet(
  data: Uint8Array,
  protocol: number,
  fragment: IpFragment | undefined,
  start: number,
  end: number,
  total: number,
  violations: readonly FrameViolation[],
): IpPacket {
  return {
    version: 6,
    source: data.subarray(8, 24),
    destination: data.subarray(24, 40),
    protocol,
    hopLimit: data[7]!,
    fragment,
    payload: data.subarray(start, end),
    missing: Math.max(0, total - data.length),
    violations,
  };
}

function u16(data: Uint8Array, at: number): number {
  return (data[at]! << 8) | data[at + 1]!;
}
