import type { Clock } from '../../../base/clock.js';
import { browse, type FoundService } from '../../../transport/dns-sd/browse.js';
import { isLinkLocal } from '../../../transport/endpoint.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import { parseServerUri, type ServerPlace } from './open-link.js';

const browseMs = 5000;

/**
 * The server of the configuration, or the one that DNS-SD finds as `_smartenergy._tcp` on the interface (IEEE 2030.5-2018, 7).
 * @throws an error that says what was looked for
 */
export async function locateServer(config: Sep2Config, clock: Clock): Promise<ServerPlace> {
  if (config.server !== undefined) {
    const place = parseServerUri(config.server);
    if (place === undefined) throw new Error(`${config.server} is no URI`);
    return place;
  }
  const on = config.interface ?? '';
  const [service] = await browse({ interface: on, service: '_smartenergy._tcp', timeoutMs: browseMs, clock });
  if (service === undefined) throw new Error(`no _smartenergy._tcp on ${on}`);
  return placeOf(service, on);
}

/** TXT: `dcap` is the path of DeviceCapability, `https` the port of HTTPS where it is not the one of SRV. */
export function placeOf({ addresses, txt, port }: FoundService, on: string): ServerPlace {
  const [address = ''] = addresses;
  const host = address.includes(':') ? `[${address}]` : address;
  const path = txt['dcap'] ?? '/dcap';
  const https = /^\d+$/.test(txt['https'] ?? '') ? Number(txt['https']) : port;
  return {
    uri: `https://${host}:${https}${path}`,
    path,
    host: address,
    port: https,
    scope: isLinkLocal(address) ? on : undefined,
  };
}
