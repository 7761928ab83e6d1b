/** One end of a link: a device in a namespace with fixed addresses, so that captures of two runs can be compared. */
export interface LinkEnd {
  readonly namespace: Namespace;
  readonly device: string;
  /** Locally administered MAC address. */
  readonly mac: string;
  /** With prefix length. The first one is the address that the bench tells. */
  readonly addresses: readonly string[];
  /** Route multicast of the link-local scope (SDP, ff02::1) out of this device. */
  readonly multicastRoute: boolean;
}

/** A link of the embedded bench. One that can be damaged runs through the namespace `wire`. */
export interface Link {
  readonly role: 'mesh' | 'utility' | 'inverter' | 'meter';
  /** The end of the gateway under test, or of the plant where the gateway has no part in it. */
  readonly station: LinkEnd;
  /** The end of the harness or of the plant. */
  readonly other: LinkEnd;
  readonly damageable: boolean;
}

/**
 * `station` holds the gateway under test, `vehicle` the harness, `utility` the head-end, `plant` the inverter and its
 * meter, `wire` the medium of the links that can be damaged.
 */
export const namespaces = ['station', 'vehicle', 'utility', 'plant', 'wire'] as const;
/** Where the man in the middle stands, on a bench that has one. */
export const proxyNamespace = 'proxy';
export type Namespace = (typeof namespaces)[number] | typeof proxyNamespace;

/** The links of the embedded bench; docs/bench.md has the drawing. */
export const links: readonly Link[] = [
  {
    role: 'mesh',
    damageable: true,
    station: {
      namespace: 'station',
      device: 'mesh0',
      mac: '02:00:00:00:01:01',
      addresses: ['fe80::1/64'],
      multicastRoute: true,
    },
    other: {
      namespace: 'vehicle',
      device: 'mesh0',
      mac: '02:00:00:00:01:02',
      addresses: ['fe80::2/64'],
      multicastRoute: true,
    },
  },
  {
    role: 'utility',
    damageable: true,
    station: {
      namespace: 'station',
      device: 'eth1',
      mac: '02:00:00:00:02:01',
      addresses: ['fe80::11/64', 'fd00:2030:5::1/64'],
      multicastRoute: false,
    },
    other: {
      namespace: 'utility',
      device: 'eth1',
      mac: '02:00:00:00:02:02',
      addresses: ['fe80::12/64', 'fd00:2030:5::2/64'],
      multicastRoute: true,
    },
  },
  {
    role: 'inverter',
    damageable: false,
    station: {
      namespace: 'station',
      device: 'lan0',
      mac: '02:00:00:00:03:01',
      addresses: ['192.168.7.1/24'],
      multicastRoute: false,
    },
    other: {
      namespace: 'plant',
      device: 'inverter0',
      mac: '02:00:00:00:03:02',
      addresses: ['192.168.7.10/24'],
      multicastRoute: false,
    },
  },
  {
    role: 'meter',
    damageable: false,
    station: {
      namespace: 'plant',
      device: 'meter0',
      mac: '02:00:00:00:04:01',
      addresses: ['192.168.8.10/24'],
      multicastRoute: false,
    },
    other: {
      namespace: 'vehicle',
      device: 'meter0',
      mac: '02:00:00:00:04:02',
      addresses: ['192.168.8.2/24'],
      multicastRoute: false,
    },
  },
];

/** Devices of the proxy: each stands for the side that is behind the other one. */
export const proxyDevices = { vehicle: 'vehicle0', station: 'station0' } as const;

/**
 * The same with a proxy between vehicle and station: towards the station it has address and MAC of the vehicle, towards the
 * vehicle those of the station. The piece to the station keeps the namespace `wire`, and with it loss, delay and rate.
 */
export const linksWithProxy: readonly Link[] = links.flatMap((link): readonly Link[] => {
  if (link.role !== 'mesh') return [link];
  const ofProxy = (end: LinkEnd, device: string): LinkEnd => ({ ...end, namespace: proxyNamespace, device });
  return [
    { ...link, other: { ...ofProxy(link.other, proxyDevices.station), multicastRoute: false } },
    {
      role: 'mesh',
      damageable: false,
      station: { ...ofProxy(link.station, proxyDevices.vehicle), multicastRoute: false },
      other: link.other,
    },
  ];
});

/** The devices of a damageable link inside `wire`: the port towards the station, the port towards the other end, the bridge. */
export function wireDevices(role: string): {
  readonly station: string;
  readonly other: string;
  readonly bridge: string;
} {
  return { station: `${role}-st`, other: `${role}-ot`, bridge: `${role}-br` };
}

/** An address without its prefix length. */
export function bareAddress(address: string): string {
  return address.split('/')[0]!;
}

/** The link of a role that can be damaged; undefined for any other. */
export function damageableLink(role: string): Link | undefined {
  return links.find((link) => link.role === role && link.damageable);
}
