import { networkInterfaces } from 'node:os';
import makeMulticastDns from 'multicast-dns';
import { PlumblineError } from '../../base/errors.js';
import { interfaceNames } from '../interfaces.js';

/** A multicast DNS socket on one interface, for one IP version. */
export interface MulticastPort {
  readonly dns: makeMulticastDns.MulticastDNS;
  /** Own addresses of that version on the interface, without zone. */
  readonly addresses: readonly string[];
}

/**
 * Opens multicast DNS on an interface: IPv6 (ff02::fb) where it has IPv6, IPv4 (224.0.0.251) where it has IPv4.
 * @throws TRANSPORT-007 no such interface, or one without addresses; TRANSPORT-064 no socket can be opened
 */
export async function openMulticast(name: string): Promise<readonly MulticastPort[]> {
  const entries = networkInterfaces()[name] ?? [];
  const v6 = entries.filter(({ family }) => family === 'IPv6').map(({ address }) => address);
  const v4 = entries.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  if (v6.length + v4.length === 0) {
    const known = interfaceNames();
    const detail = known.includes(name) ? 'it is down or has no address' : `there are ${known.join(', ')}`;
    throw new PlumblineError('TRANSPORT-007', { place: name, detail });
  }
  const ports: MulticastPort[] = [];
  try {
    if (v6.length > 0) {
      const options = { type: 'udp6', ip: `ff02::fb%${name}`, interface: `::%${name}`, bind: '::' } as const;
      ports.push({ dns: await opened(makeMulticastDns(options), name), addresses: v6 });
    }
    const [address] = v4;
    if (address !== undefined) {
      const options = { type: 'udp4', interface: address, bind: '0.0.0.0' } as const;
      ports.push({ dns: await opened(makeMulticastDns(options), name), addresses: v4 });
    }
  } catch (error) {
    for (const { dns } of ports) dns.destroy();
    throw error;
  }
  return ports;
}

function opened(dns: makeMulticastDns.MulticastDNS, place: string): Promise<makeMulticastDns.MulticastDNS> {
  return new Promise((resolve, reject) => {
    dns.once('ready', () => resolve(dns));
    dns.once('error', (cause: Error) =>
      reject(new PlumblineError('TRANSPORT-064', { place, detail: cause.message, cause })),
    );
    // Frames that are no DNS, networks that are gone: nothing that would end the process.
    dns.on('warning', () => undefined);
  });
}
