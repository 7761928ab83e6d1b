import { PlumblineError } from '../base/errors.js';
import { parseIpv6 } from '../wire/net/addresses.js';

/** One end of a TCP or UDP exchange. */
export interface Endpoint {
  /** IPv6 or IPv4 address without a zone: `fe80::1`. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
  /** Interface name that a link-local address belongs to (RFC 4007 zone): `mesh0`. */
  readonly scope?: string;
}

/** True for fe80::/10, the only addresses that mean nothing without their interface (RFC 4291, 2.5.6). */
export function isLinkLocal(address: string): boolean {
  return /^fe[89ab][0-9a-f]:/i.test(address);
}

/** True for an IPv6 literal, with or without a zone. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** Splits `fe80::1%mesh0` into address and zone; an address without a zone is returned as it is. */
export function splitZone(host: string): { readonly address: string; readonly scope?: string } {
  const percent = host.indexOf('%');
  if (percent < 0) return { address: host };
  return { address: host.slice(0, percent), scope: host.slice(percent + 1) };
}

/** The form that sockets take: the zone is added to link-local addresses only. */
export function withZone(address: string, scope: string | undefined): string {
  if (scope === undefined || address.includes('%') || !isLinkLocal(address)) return address;
  return `${address}%${scope}`;
}

/** For people and logs: `[fe80::1%mesh0]:15118`, `127.0.0.1:502`. */
export function formatEndpoint(endpoint: Endpoint): string {
  const host = withZone(endpoint.address, endpoint.scope);
  return isIpv6(host) ? `[${host}]:${endpoint.port}` : `${host}:${endpoint.port}`;
}

/** Builds an endpoint from what a socket reports, in which the zone is part of the address. */
export function endpointOf(host: string | undefined, port: number | undefined, scope?: string): Endpoint {
  const split = splitZone(host ?? '');
  const zone = split.scope ?? (isLinkLocal(split.address) ? scope : undefined);
  return { address: split.address, port: port ?? 0, ...(zone === undefined ? {} : { scope: zone }) };
}

/** The sixteen bytes of an IPv6 literal; a zone is left out. @throws TRANSPORT-008 it is no IPv6 literal */
export function addressBytes(literal: string): Uint8Array {
  const bytes = parseIpv6(splitZone(literal).address);
  if (bytes === undefined)
    throw new PlumblineError('TRANSPORT-008', { place: literal, detail: 'this is no IPv6 address' });
  return bytes;
}
