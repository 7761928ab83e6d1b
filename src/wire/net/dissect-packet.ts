import type { FrameViolation } from '../v2gtp.js';
import { dissectIp, type IpPacket } from './ip-header.js';
import type { IpReassembly } from './ip-reassembly.js';
import { dissectLink, type LinkLayer } from './link-layer.js';
import { dissectTransport, type TransportPacket } from './transport-header.js';

export interface DissectedPacket {
  readonly link: LinkLayer;
  /** Undefined for other protocols, broken headers and fragments of a packet that is not whole yet. */
  readonly ip: IpPacket | undefined;
  readonly transport: TransportPacket | undefined;
  readonly violations: readonly FrameViolation[];
}

const none: readonly FrameViolation[] = [];

/**
 * Link layer, IP and transport of one packet. Never throws.
 * @param reassembly puts fragments together; one for all packets of a capture
 */
export function dissectPacket(
  linkType: number,
  data: Uint8Array,
  reassembly: IpReassembly,
  timestampNs: bigint,
): DissectedPacket {
  const link = dissectLink(linkType, data);
  const piece = dissectIp(link.etherType, link.payload);
  if (piece === undefined) return { link, ip: undefined, transport: undefined, violations: link.violations };
  const ip = reassembly.add(piece, timestampNs);
  const transport = ip === undefined ? undefined : dissectTransport(ip);
  const more = transport === undefined || transport.kind === 'icmp' ? none : transport.violations;
  const violations = piece.violations.length + more.length === 0 ? none : [...piece.violations, ...more];
  return { link, ip, transport, violations };
}
