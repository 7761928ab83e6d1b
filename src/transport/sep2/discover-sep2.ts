import type { Clock } from '../../base/clock.js';
import { browse, type FoundService } from '../dns-sd/browse.js';
import { type Endpoint, isLinkLocal } from '../endpoint.js';

/** A utility server that DNS-SD told of. */
export interface DiscoveredServer {
  readonly instance: string;
  readonly server: Endpoint;
  /** Path of DeviceCapability. */
  readonly dcap: string;
  /** Everything that its TXT record says. */
  readonly txt: Readonly<Record<string, string>>;
}

export interface DiscoverOptions {
  readonly interface: string;
  readonly timeoutMs: number;
  /** The search ends when so many are found; default 1. */
  readonly count?: number;
  readonly clock: Clock;
}

/** The service of IEEE 2030.5-2018, 7.4. */
export const smartEnergyService = '_smartenergy._tcp';

/**
 * Looks for servers of IEEE 2030.5 on an interface; empty: none answered in time. Servers without HTTPS are left out.
 * @throws TRANSPORT-007, TRANSPORT-064
 */
export async function discoverSep2(options: DiscoverOptions): Promise<readonly DiscoveredServer[]> {
  const found = await browse({ ...options, service: smartEnergyService });
  return found.flatMap((service) => {
    const read = readService(service, options.interface);
    return read === undefined ? [] : [read];
  });
}

function readService({ instance, port, addresses, txt }: FoundService, zone: string): DiscoveredServer | undefined {
  const [address] = addresses;
  const dcap = txt['dcap'] ?? '/dcap';
  // `https` names the port of HTTPS, or is empty when the SRV record does.
  const secure = txt['https'];
  if (address === undefined || secure === undefined || !dcap.startsWith('/')) return undefined;
  const named = secure === '' ? port : Number(secure);
  if (!Number.isInteger(named) || named < 1 || named > 65_535) return undefined;
  const scope = isLinkLocal(address) ? { scope: zone } : {};
  return { instance, server: { address, port: named, ...scope }, dcap, txt };
}
