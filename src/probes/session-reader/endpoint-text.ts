import { formatIp } from '../../wire/net/addresses.js';

/** `[fe80::1]:15118` or `192.0.2.1:15118`. */
export function endpointText(address: Uint8Array, port: number): string {
  const text = formatIp(address);
  return address.length === 4 ? `${text}:${port}` : `[${text}]:${port}`;
}
