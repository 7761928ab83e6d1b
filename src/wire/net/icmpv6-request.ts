import { ipv6Checksum } from './checksum.js';
import { ipProtocols } from './ip-header.js';

/** Who asks, and who is asked. */
export interface Icmpv6Endpoints {
  /** Own hardware address, 6 bytes, and link-local address, 16 bytes. */
  readonly ownMac: Uint8Array;
  readonly ownAddress: Uint8Array;
  /** IPv6 address of the host that is asked, 16 bytes. */
  readonly target: Uint8Array;
}

const neighbourSolicitation = 135;
const echoRequest = 128;
const sourceLinkLayerAddress = 1;
/** Neighbour discovery is believed only with this hop limit: the packet was never forwarded (RFC 4861, 7.1.1). */
const hopLimit = 255;
const etherTypeIpv6 = [0x86, 0xdd] as const;

/**
 * Ethernet frame with a Neighbor Solicitation for the target's address, to its solicited-node multicast group (RFC 4861, 4.3
 * and 7.2.2): every IPv6 host answers it with a Neighbor Advertisement, whatever runs on it.
 */
export function neighbourSolicitationFrame({ ownMac, ownAddress, target }: Icmpv6Endpoints): Uint8Array {
  const tail = target.subarray(13);
  const group = Uint8Array.of(0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, ...tail);
  const message = Uint8Array.of(
    neighbourSolicitation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...target,
    sourceLinkLayerAddress,
    1,
    ...ownMac,
  );
  return frame(groupMac(group), ownMac, ownAddress, group, message);
}

/** Ethernet frame with an ICMPv6 Echo Request (RFC 4443, 4.1) to the target. @param targetMac 6 bytes */
export function echoRequestFrame(
  { ownMac, ownAddress, target }: Icmpv6Endpoints,
  targetMac: Uint8Array,
  { identifier, sequence }: { readonly identifier: number; readonly sequence: number },
): Uint8Array {
  const message = Uint8Array.of(echoRequest, 0, 0, 0, ...u16(identifier), ...u16(sequence));
  return frame(targetMac, ownMac, ownAddress, target, message);
}

/** Hardware address of an IPv6 multicast group (RFC 2464, 7). */
function groupMac(group: Uint8Array): Uint8Array {
  return Uint8Array.of(0x33, 0x33, ...group.subarray(12));
}

function frame(
  toMac: Uint8Array,
  fromMac: Uint8Array,
  source: Uint8Array,
  destination: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  const summed = Uint8Array.from(message);
  summed.set(u16(ipv6Checksum(source, destination, ipProtocols.icmpv6, message)), 2);
  const header = [0x60, 0, 0, 0, ...u16(message.length), ipProtocols.icmpv6, hopLimit];
  return Uint8Array.of(...toMac, ...fromMac, ...etherTypeIpv6, ...header, ...source, ...destination, ...summed);
}

function u16(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
