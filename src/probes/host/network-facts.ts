import { formatIpv6 } from '../../wire/net/addresses.js';
import { type Inspect, json, objects } from './host-text.js';

export interface AddressFact {
  readonly address: string;
  readonly prefix: number;
  readonly scope: string;
  /** Made by the kernel from the MAC or a secret, not set by anybody. */
  readonly automatic: boolean;
  /** Duplicate address detection failed or is not over. */
  readonly doubtful: boolean;
}

export interface LinkFact {
  readonly name: string;
  readonly up: boolean;
  readonly mtu: number | undefined;
  /** Largest MTU that the driver allows, where it says so. */
  readonly maxMtu: number | undefined;
  readonly mac: string | undefined;
  /** Kind of a virtual interface: veth, batadv. */
  readonly kind: string | undefined;
  readonly addresses: readonly AddressFact[];
}

export interface RouteFact {
  readonly destination: string;
  readonly device: string;
  readonly table: string;
  readonly protocol: string | undefined;
}

export interface NetworkFacts {
  readonly links: readonly LinkFact[];
  readonly routes: readonly RouteFact[];
  readonly findings: readonly string[];
}

/** The link-local address that RFC 4291 appendix A makes from a MAC. */
export function eui64(mac: string): string | undefined {
  const bytes = mac.split(':').map((part) => Number.parseInt(part, 16));
  if (bytes.length !== 6 || bytes.some((byte) => !(byte >= 0 && byte <= 255))) return undefined;
  const [a, ...rest] = bytes as [number, number, number, number, number, number];
  // As iproute2 writes it (RFC 5952): of 02:00:... the whole first word goes into the double colon.
  return formatIpv6(
    Uint8Array.from([0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, ...rest.slice(0, 2), 0xff, 0xfe, ...rest.slice(2)]),
  );
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** Reads `ip -j -d address show`. */
export function parseLinks(value: unknown): readonly LinkFact[] {
  return objects(value).flatMap((link) => {
    const name = text(link['ifname']);
    if (name === undefined) return [];
    const flags = Array.isArray(link['flags']) ? link['flags'] : [];
    const mac = text(link['address']);
    const info = objects([link['linkinfo']])[0];
    return [
      {
        name,
        up: flags.includes('UP'),
        mtu: number(link['mtu']),
        maxMtu: number(link['max_mtu']) || undefined,
        mac,
        kind: text(info?.['info_kind']),
        addresses: objects(link['addr_info']).flatMap((one) => addressOf(one, mac)),
      },
    ];
  });
}

function addressOf(one: Readonly<Record<string, unknown>>, mac: string | undefined): AddressFact[] {
  const address = text(one['local']);
  if (address === undefined) return [];
  const made =
    one['dynamic'] === true ||
    one['stable-privacy'] === true ||
    one['mngtmpaddr'] === true ||
    one['temporary'] === true;
  // Kernels from 5.18 on say who made an address; before, an automatic one is known by its form.
  const automatic =
    made || text(one['protocol'])?.startsWith('kernel') === true || (mac !== undefined && eui64(mac) === address);
  return [
    {
      address,
      prefix: number(one['prefixlen']) ?? 0,
      scope: text(one['scope']) ?? 'unknown',
      automatic,
      doubtful: one['tentative'] === true || one['dadfailed'] === true,
    },
  ];
}

/** Reads `ip -6 -j route show table all`; the main table is not named there. */
export function parseRoutes(value: unknown): readonly RouteFact[] {
  return objects(value).flatMap((route) => {
    const destination = text(route['dst']);
    const device = text(route['dev']);
    if (destination === undefined || device === undefined) return [];
    return [{ destination, device, table: text(route['table']) ?? 'main', protocol: text(route['protocol']) }];
  });
}

/** Reads interfaces, addresses and IPv6 routes of a Linux host with iproute2. */
export async function networkFacts(run: Inspect): Promise<NetworkFacts> {
  const links = await json(run, ['ip', '-j', '-d', 'address', 'show']);
  const routes = await json(run, ['ip', '-6', '-j', 'route', 'show', 'table', 'all']);
  return {
    links: parseLinks(links.value),
    routes: parseRoutes(routes.value),
    findings: [links.why, routes.why].filter((why) => why !== undefined),
  };
}
