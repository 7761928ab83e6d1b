import { openMulticast } from './multicast.js';
import type { ResourceRecord } from './records.js';

export interface AdvertiseOptions {
  /** `eth1`; `lo` works where it carries multicast. */
  readonly interface: string;
  /** `_smartenergy._tcp`. */
  readonly service: string;
  /** Name of this server among its like, as people see it. */
  readonly instance: string;
  /** `_edev`: found by who looks for that function set. */
  readonly subtypes?: readonly string[];
  /** Default: the instance, made fit for a host name. */
  readonly hostName?: string;
  readonly port: number;
  readonly txt: Readonly<Record<string, string>>;
  /** s. Default 120 (RFC 6762, 10). */
  readonly ttlS?: number;
}

export interface Advertisement {
  /** Says good-bye (TTL 0) and stops answering. */
  close(): Promise<void>;
}

/**
 * Answers questions for a service by multicast DNS and announces it (RFC 6762, RFC 6763), by IPv6 and, where the interface
 * has an address for it, IPv4.
 * @throws TRANSPORT-007 there is no such interface, TRANSPORT-064 multicast cannot be used on it
 */
export async function advertise(options: AdvertiseOptions): Promise<Advertisement> {
  const ports = await openMulticast(options.interface);
  const addresses = ports.flatMap(({ addresses: own }) => own);
  const records = serviceRecords(options, addresses);
  for (const { dns } of ports) {
    dns.on('query', (query) => {
      for (const question of query.questions ?? []) {
        const answers = records(options.ttlS ?? 120).filter((record) => fits(record, question.name, question.type));
        if (answers.length === 0) continue;
        const additionals = records(options.ttlS ?? 120).filter((record) => !answers.includes(record));
        dns.respond({ answers, additionals });
      }
    });
  }
  const tell = (ttlS: number) =>
    Promise.all(
      ports.map(({ dns }) => new Promise<void>((done) => dns.respond({ answers: records(ttlS) }, () => done()))),
    );
  await tell(options.ttlS ?? 120);
  return {
    close: async () => {
      await tell(0);
      await Promise.all(ports.map(({ dns }) => new Promise<void>((done) => dns.destroy(() => done()))));
    },
  };
}

function serviceRecords(options: AdvertiseOptions, addresses: readonly string[]): (ttlS: number) => ResourceRecord[] {
  const domain = `${options.service}.local`;
  const instance = `${options.instance}.${domain}`;
  const host = `${options.hostName ?? options.instance.replace(/[^A-Za-z0-9-]+/g, '-')}.local`;
  const txt = Object.entries(options.txt).map(([key, value]) => `${key}=${value}`);
  return (ttl) => [
    { name: domain, type: 'PTR', ttl, data: instance },
    ...(options.subtypes ?? []).map(
      (subtype): ResourceRecord => ({ name: `${subtype}._sub.${domain}`, type: 'PTR', ttl, data: instance }),
    ),
    { name: instance, type: 'SRV', ttl, data: { priority: 0, weight: 0, port: options.port, target: host } },
    { name: instance, type: 'TXT', ttl, data: txt },
    ...addresses.map(
      (address): ResourceRecord =>
        address.includes(':')
          ? { name: host, type: 'AAAA', ttl, data: address }
          : { name: host, type: 'A', ttl, data: address },
    ),
  ];
}

function fits(record: ResourceRecord, name: string, type: string): boolean {
  return record.name.toLowerCase() === name.toLowerCase() && (type === 'ANY' || type === record.type);
}
