import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { PlumblineError } from '../base/errors.js';
import { isLinkLocal } from './endpoint.js';

/**
 * IPv6 addresses of an interface of this network namespace, link-local ones first.
 * @throws TRANSPORT-007 there is no such interface, it is down, or it has no IPv6 address
 */
export function ipv6AddressesOf(name: string): readonly string[] {
  const entries = networkInterfaces()[name];
  const addresses = (entries ?? []).filter((entry) => entry.family === 'IPv6').map((entry) => entry.address);
  if (addresses.length > 0) return addresses.sort((a, b) => Number(isLinkLocal(b)) - Number(isLinkLocal(a)));
  const detail = interfaceNames().includes(name)
    ? 'it exists, and is down or has no IPv6 address'
    : `there is no such interface; there are ${interfaceNames().join(', ')}`;
  throw new PlumblineError('TRANSPORT-007', { place: name, detail });
}

/** Every interface of this network namespace, up or down. */
export function interfaceNames(): readonly string[] {
  // os.networkInterfaces() leaves out those that are down; /sys belongs to the namespace it was mounted in.
  const lines = readFileSync('/proc/net/dev', 'utf8').split('\n').slice(2);
  return lines.map((line) => line.split(':')[0]?.trim() ?? '').filter((name) => name !== '');
}
