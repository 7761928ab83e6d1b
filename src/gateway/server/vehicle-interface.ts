import { PlumblineError } from '../../base/errors.js';
import { isLinkLocal } from '../../transport/endpoint.js';
import { interfaceNames, ipv6AddressesOf } from '../../transport/interfaces.js';
import type { InterfacesConfig } from '../config/gateway-config.js';

/**
 * The address that the vehicle connects to: the configured one, or the link-local one of the interface.
 * @throws GATEWAY-020 no such interface, GATEWAY-021 no link-local address
 */
export function vehicleAddress(config: InterfacesConfig): string {
  const names = interfaceNames();
  if (!names.includes(config.vehicle)) {
    throw new PlumblineError('GATEWAY-020', { place: config.vehicle, detail: `there are ${names.join(', ')}` });
  }
  if (config.address !== undefined) return config.address;
  let addresses: readonly string[];
  try {
    addresses = ipv6AddressesOf(config.vehicle);
  } catch (error) {
    throw new PlumblineError('GATEWAY-021', { place: config.vehicle, cause: error });
  }
  const address = addresses.find(isLinkLocal);
  if (address === undefined) throw new PlumblineError('GATEWAY-021', { place: config.vehicle });
  return address;
}
