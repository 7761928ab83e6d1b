import { loadIso20Material, loadTlsMaterial } from '../certificates.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { PortSecurity } from './vehicle-port.js';

/**
 * What the TLS port needs; undefined where TLS is off. ISO 15118-20 is served only where a protocol of it is spoken.
 * @throws GATEWAY-010 to GATEWAY-017
 */
export function loadPortSecurity(config: GatewayConfig, now: Date): PortSecurity | undefined {
  if (config.security.tls === 'off') return undefined;
  const spoken = config.protocols.some((name) => name.startsWith('iso15118-20'));
  return {
    iso2: loadTlsMaterial(config.security, now),
    iso20: spoken ? loadIso20Material(config.security, now) : undefined,
  };
}
