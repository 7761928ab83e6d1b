import { addressBits } from './address-bits.js';

/** An IPv6 packet that arrives at the station, as far as a filter can look at it. */
export interface IncomingPacket {
  readonly interface: string;
  readonly protocol: 'tcp' | 'udp' | 'icmpv6';
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** Name of the ICMPv6 type as nft prints it: `nd-neighbor-solicit`. */
  readonly icmpType?: string;
  /** Where it is certain: neighbour discovery has 255 (RFC 4861, 7.1), what a vehicle sends else is its own choice. */
  readonly hopLimit?: number;
  /** State of connection tracking; a first packet is `new`, neighbour discovery is `untracked`. */
  readonly connection: 'new' | 'established' | 'untracked';
}

const vehicle = 'fe80::a';
const station = 'fe80::1';
/** Any port of the dynamic range: what a vehicle sends from. */
const vehiclePort = 50_000;

/** First packet of a TCP connection of a vehicle to an address of the station. */
export function tcpOpening(interfaceName: string, port: number, to = station): IncomingPacket {
  return {
    interface: interfaceName,
    protocol: 'tcp',
    source: vehicle,
    destination: to,
    sourcePort: vehiclePort,
    destinationPort: port,
    connection: 'new',
  };
}

/** A datagram of a vehicle to the station. */
export function udpDatagram(interfaceName: string, port: number, to = station): IncomingPacket {
  return { ...tcpOpening(interfaceName, port, to), protocol: 'udp' };
}

/** An SDP request: UDP 15118 at all nodes of the link (ISO 15118-2, 7.10.1). */
export function sdpRequest(interfaceName: string): IncomingPacket {
  return { ...udpDatagram(interfaceName, 15_118), destination: 'ff02::1' };
}

/** The messages without which no IPv6 node is found on a link (RFC 4861). */
export function neighbourDiscovery(interfaceName: string, to = station): readonly IncomingPacket[] {
  const common = {
    interface: interfaceName,
    protocol: 'icmpv6',
    source: vehicle,
    hopLimit: 255,
    connection: 'untracked',
  } as const;
  return [
    { ...common, destination: solicitedNode(to), icmpType: 'nd-neighbor-solicit' },
    { ...common, destination: to, icmpType: 'nd-neighbor-advert' },
  ];
}

/** Group in which a node is asked for its address: ff02::1:ff and its last 24 bits (RFC 4291, 2.7.1). */
function solicitedNode(address: string): string {
  const last = (addressBits(address) ?? 1n) & 0xff_ffffn;
  return `ff02::1:ff${(last >> 16n).toString(16).padStart(2, '0')}:${(last & 0xffffn).toString(16)}`;
}

/** The packet in the words of a technician. */
export function packetName(packet: IncomingPacket): string {
  if (packet.protocol === 'icmpv6') return `ICMPv6 ${packet.icmpType}`;
  return `${packet.protocol.toUpperCase()} ${packet.destinationPort}`;
}
