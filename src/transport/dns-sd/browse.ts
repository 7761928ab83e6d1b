import type { Clock } from '../../base/clock.js';
import { isLinkLocal } from '../endpoint.js';
import { openMulticast } from './multicast.js';

/** A service as its records describe it. */
export interface FoundService {
  /** `plumbline utility._smartenergy._tcp.local`. */
  readonly instance: string;
  readonly host: string;
  readonly port: number;
  /** Without zone; link-local ones last. */
  readonly addresses: readonly string[];
  /** Keys in lower case (RFC 6763, 6.4). */
  readonly txt: Readonly<Record<string, string>>;
}

export interface BrowseOptions {
  readonly interface: string;
  /** `_smartenergy._tcp`. */
  readonly service: string;
  /** `_derp`: only who offers that. */
  readonly subtype?: string;
  /** How long is searched when fewer than `count` are found, ms. */
  readonly timeoutMs: number;
  /** The search ends when so many are found; default 1. */
  readonly count?: number;
  readonly clock: Clock;
}

interface Partial {
  port?: number;
  host?: string;
  txt?: Readonly<Record<string, string>>;
}

/** Questions are repeated, since datagrams get lost (RFC 6762, 5.2). */
const repeatMs = 1000;

/**
 * Looks for a service by DNS-SD over multicast DNS; empty: nobody answered in time.
 * @throws TRANSPORT-007 no such interface, TRANSPORT-064 multicast cannot be used on it
 */
export async function browse(options: BrowseOptions): Promise<readonly FoundService[]> {
  const ports = await openMulticast(options.interface);
  const domain = `${options.service}.local`;
  const name = options.subtype === undefined ? domain : `${options.subtype}._sub.${domain}`;
  const instances = new Map<string, Partial>();
  const addresses = new Map<string, Set<string>>();
  const wanted = new Set<string>();
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const complete = (): readonly FoundService[] =>
    [...wanted].flatMap((instance) => {
      const { port, host, txt } = instances.get(instance) ?? {};
      const own = [...(host === undefined ? [] : (addresses.get(host) ?? []))];
      if (port === undefined || host === undefined || txt === undefined || own.length === 0) return [];
      own.sort((a, b) => Number(isLinkLocal(a)) - Number(isLinkLocal(b)));
      return [{ instance, host, port, addresses: own, txt }];
    });

  for (const { dns } of ports) {
    dns.on('response', ({ answers = [], additionals = [] }) => {
      for (const record of [...answers, ...additionals]) {
        const owner = record.name.toLowerCase();
        // TTL 0 says good-bye (RFC 6762, 10.1).
        const gone = 'ttl' in record && record.ttl === 0;
        if (record.type === 'PTR' && owner === name.toLowerCase()) {
          if (gone) wanted.delete(record.data);
          else wanted.add(record.data);
        } else if (gone) continue;
        else if (record.type === 'SRV') {
          const { port, target } = record.data;
          instances.set(record.name, { ...instances.get(record.name), port, host: target });
        } else if (record.type === 'TXT') {
          instances.set(record.name, { ...instances.get(record.name), txt: readTxt(record.data) });
        } else if (record.type === 'A' || record.type === 'AAAA') {
          addresses.set(record.name, (addresses.get(record.name) ?? new Set()).add(record.data));
        }
      }
      if (complete().length >= (options.count ?? 1)) finish();
    });
  }
  const ask = () => {
    for (const { dns } of ports) {
      dns.query([{ name, type: 'PTR' }]);
      // Who answers without additional records is asked for the rest.
      for (const instance of wanted) {
        dns.query([
          { name: instance, type: 'SRV' },
          { name: instance, type: 'TXT' },
        ]);
      }
    }
    cancelRepeat = options.clock.after(repeatMs, ask);
  };
  let cancelRepeat: () => void = () => undefined;
  const cancelTimeout = options.clock.after(options.timeoutMs, () => finish());
  ask();
  await finished;
  cancelTimeout();
  cancelRepeat();
  await Promise.all(ports.map(({ dns }) => new Promise<void>((done) => dns.destroy(() => done()))));
  return complete();
}

type TxtData = string | Buffer | readonly (string | Buffer)[];

function readTxt(data: TxtData): Readonly<Record<string, string>> {
  const list = Array.isArray(data) ? (data as readonly (string | Buffer)[]) : [data as string | Buffer];
  const entries = list.map((each) => {
    const text = String(each);
    const equals = text.indexOf('=');
    return equals < 0
      ? ([text.toLowerCase(), ''] as const)
      : ([text.slice(0, equals).toLowerCase(), text.slice(equals + 1)] as const);
  });
  return Object.fromEntries(entries);
}
