import type { SentPacket } from '../../support/kernel-firewall.js';

let nextPort = 20_000;

/** Each packet is a connection of its own, or the kernel would remember the one before. */
function port(): number {
  nextPort = nextPort === 60_000 ? 20_000 : nextPort + 1;
  return nextPort;
}

/** What is sent through every ruleset: first packets of connections, SDP, neighbour discovery, an echo. */
export function somePackets(): readonly SentPacket[] {
  const common = { interface: 'mesh0', source: 'fe80::a', destination: 'fe80::1' } as const;
  const open = (protocol: 'tcp' | 'udp', destinationPort: number, other: Partial<SentPacket> = {}): SentPacket => ({
    ...{ ...common, protocol, destinationPort, sourcePort: port(), connection: 'new' },
    ...other,
  });
  const control = (icmpType: string, other: Partial<SentPacket> = {}): SentPacket => ({
    ...{ ...common, protocol: 'icmpv6', icmpType, hopLimit: 255, sourcePort: port(), connection: 'untracked' },
    ...other,
  });
  return [
    ...[1, 22, 80, 443, 1023, 1024, 15_118, 15_119, 49_152, 50_000, 65_535].map((to) => open('tcp', to)),
    ...[22, 53, 1024, 15_118, 20_862].map((to) => open('udp', to)),
    ...[22, 15_118].map((to) => open('tcp', to, { source: 'fe80::b' })),
    open('tcp', 15_118, { source: '2001:db8::5' }),
    open('udp', 15_118, { source: '2001:db8:0:1::6' }),
    open('udp', 15_118, { destination: 'ff02::1' }),
    open('udp', 5353, { destination: 'ff02::1' }),
    control('nd-neighbor-solicit', { destination: 'ff02::1:ff00:1' }),
    control('nd-neighbor-advert'),
    control('nd-router-solicit'),
    control('echo-request', { connection: 'new' }),
    control('echo-request', { connection: 'new', source: 'fe80::b', destination: 'ff02::1' }),
  ];
}
