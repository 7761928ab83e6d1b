/** Numbers behind the words that nft prints. A word that is not here leaves a match undecided. */
export type Symbols = Readonly<Record<string, number>>;

/** IP protocols (IANA). */
export const protocolNumbers: Symbols = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  comp: 108,
  sctp: 132,
  udplite: 136,
  dccp: 33,
};

/** Types of Ethernet frames, as `meta protocol` and `ether type` show them. */
export const etherTypes: Symbols = {
  ip: 0x0800,
  ipv4: 0x0800,
  arp: 0x0806,
  '8021q': 0x8100,
  vlan: 0x8100,
  '8021ad': 0x88a8,
  ip6: 0x86dd,
  ipv6: 0x86dd,
};

/** Bits of `ct state` (linux/netfilter/nf_conntrack_common.h). */
export const connectionBits = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 } as const;

/** Bits of `tcp flags` (RFC 9293, 3.1). */
export const tcpFlagBits: Symbols = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 };

/** Types of ICMPv6 (IANA, RFC 4443, RFC 4861, RFC 3810), by each name that nft has for them. */
export const icmpTypeNumbers: Symbols = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'time-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'mld-listener-query': 130,
  'mld-listener-report': 131,
  'mld-listener-done': 132,
  'mld-listener-reduction': 132,
  'nd-router-solicit': 133,
  'nd-router-advert': 134,
  'nd-neighbor-solicit': 135,
  'nd-neighbor-advert': 136,
  'nd-redirect': 137,
  'router-renumbering': 138,
  'ind-neighbor-solicit': 141,
  'ind-neighbor-advert': 142,
  'mld2-listener-report': 143,
};

export const families: Symbols = { ipv4: 2, ipv6: 10 };
/** PACKET_HOST and so on (linux/if_packet.h). */
export const packetTypes: Symbols = { host: 0, unicast: 0, broadcast: 1, multicast: 2, other: 3 };
/** ARPHRD_ETHER (linux/if_arp.h). */
export const interfaceTypes: Symbols = { ether: 1, ieee802: 6, loopback: 772, sit: 776, ipgre: 778 };
/** RTN_UNICAST and so on (linux/rtnetlink.h). */
export const routeTypes: Symbols = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
};
export const directions: Symbols = { original: 0, reply: 1 };
