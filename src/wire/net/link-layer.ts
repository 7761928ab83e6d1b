import { linkTypes } from '../pcap/capture-item.js';
import type { FrameViolation } from '../v2gtp.js';

export const etherTypes = {
  ipv4: 0x0800,
  arp: 0x0806,
  vlan: 0x8100,
  ipv6: 0x86dd,
  /** HomePlug AV and Green PHY management messages. */
  homeplugAv: 0x88e1,
  serviceVlan: 0x88a8,
  /** B.A.T.M.A.N. advanced, the mesh's own frames. */
  batmanAdv: 0x4305,
} as const;

export interface LinkLayer {
  /** Link-layer addresses where the link type carries them. */
  readonly source: Uint8Array | undefined;
  readonly destination: Uint8Array | undefined;
  /** VLAN identifiers, outermost first. */
  readonly vlans: readonly number[];
  /** EtherType of the payload; undefined for IEEE 802.3 length frames and what is not understood. */
  readonly etherType: number | undefined;
  readonly payload: Uint8Array;
  readonly violations: readonly FrameViolation[];
}

const noBytes = new Uint8Array(0);

/** Reads the link-layer header. Never throws. */
export function dissectLink(linkType: number, data: Uint8Array): LinkLayer {
  switch (linkType) {
    case linkTypes.ethernet:
      return dissectEthernet(data);
    case linkTypes.sll:
      return dissectSll(data);
    case linkTypes.sll2:
      return dissectSll2(data);
    case linkTypes.raw:
    case linkTypes.rawBsd:
    case linkTypes.ipv4:
    case linkTypes.ipv6:
      return rawIp(data, 0);
    case linkTypes.null:
    case linkTypes.loop:
      // Four bytes of address family, whose values differ from system to system: the IP version tells more.
      return data.length < 4 ? short(data, 4) : rawIp(data, 4);
    default:
      return {
        source: undefined,
        destination: undefined,
        vlans: [],
        etherType: undefined,
        payload: data,
        violations: [{ offset: 0, rule: 'link-type', detail: `link type ${linkType} is not understood` }],
      };
  }
}

function dissectEthernet(data: Uint8Array): LinkLayer {
  if (data.length < 14) return short(data, 14);
  const vlans: number[] = [];
  let at = 12;
  let type = u16(data, at);
  while ((type === etherTypes.vlan || type === etherTypes.serviceVlan) && data.length >= at + 6) {
    vlans.push(u16(data, at + 2) & 0x0fff);
    at += 4;
    type = u16(data, at);
  }
  return {
    source: data.subarray(6, 12),
    destination: data.subarray(0, 6),
    vlans,
    etherType: type >= 0x0600 ? type : undefined,
    payload: data.subarray(at + 2),
    violations: [],
  };
}

/** Linux cooked capture: packet type, ARPHRD, address length, address (8), protocol. */
function dissectSll(data: Uint8Array): LinkLayer {
  if (data.length < 16) return short(data, 16);
  const length = Math.min(u16(data, 4), 8);
  return {
    source: data.subarray(6, 6 + length),
    destination: undefined,
    vlans: [],
    etherType: u16(data, 14),
    payload: data.subarray(16),
    violations: [],
  };
}

/** Linux cooked capture v2: protocol, reserved, interface index, ARPHRD, packet type, address length, address (8). */
function dissectSll2(data: Uint8Array): LinkLayer {
  if (data.length < 20) return short(data, 20);
  const length = Math.min(data[11]!, 8);
  return {
    source: data.subarray(12, 12 + length),
    destination: undefined,
    vlans: [],
    etherType: u16(data, 0),
    payload: data.subarray(20),
    violations: [],
  };
}

function rawIp(data: Uint8Array, at: number): LinkLayer {
  const version = (data[at] ?? 0) >> 4;
  const etherType = version === 4 ? etherTypes.ipv4 : version === 6 ? etherTypes.ipv6 : undefined;
  return {
    source: undefined,
    destination: undefined,
    vlans: [],
    etherType,
    payload: data.subarray(at),
    violations: [],
  };
}

function short(data: Uint8Array, needed: number): LinkLayer {
  const detail = `${data.length} bytes are there, the link-layer header has ${needed}`;
  return {
    source: undefined,
    destination: undefined,
    vlans: [],
    etherType: undefined,
    payload: noBytes,
    violations: [{ offset: data.length, rule: 'link-header-truncated', detail }],
  };
}

function u16(data: Uint8Array, at: number): number {
  return (data[at]! << 8) | data[at + 1]!;
}
