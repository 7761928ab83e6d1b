import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { iso15118Part2, iso15118Part20P256, type TlsProfile } from '../../transport/tls-profiles.js';
import type { TlsFacts } from '../../transport/v2g-connection.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { PortSecurity } from '../server/vehicle-port.js';
import type { Faults } from './faults.js';
import { faultyCredentials } from './faulty-credentials.js';

/** TLS 1.2 with the curves that certificates of ISO 15118-20 have. */
function tls12Profile(mutual: boolean): TlsProfile {
  return {
    name: 'iso15118-20 over TLS 1.2',
    source: 'a fault',
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    ciphers: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA256'],
    groups: ['secp521r1', 'prime256v1'],
    signatures: ['ECDSA+SHA512', 'ECDSA+SHA256'],
    mutual,
    ocspStapling: true,
  };
}

/** What the TLS port does with the faults of the gateway. */
export function securityWith(
  faults: Faults,
  security: PortSecurity | undefined,
  config: GatewayConfig,
): PortSecurity | undefined {
  if (faults.names.length === 0 || security === undefined) return security;
  const { iso20 } = security;
  const { ocspResponse: _, ...unstapled } = iso20 ?? {};
  if (iso20 === undefined) return { ...security, iso2: faultyIso2(faults, security.iso2, config) };
  const { profile } = iso20;
  if (faults.has('tls-12-serves-20')) return { iso20, iso2: { ...iso20, profile: tls12Profile(true) } };
  if (faults.has('tls-12-without-certificate')) return { iso20, iso2: { ...iso20, profile: tls12Profile(false) } };
  if (faults.has('tls-no-client-certificate')) {
    return { ...security, iso20: { ...iso20, profile: { ...profile, mutual: false } } };
  }
  if (faults.has('tls-any-client') || faults.has('tls-expired-client')) {
    return { ...security, iso20: { ...iso20, admitsUntrusted: true } };
  }
  if (faults.has('tls-trust-anchor-mo') || faults.has('tls-names-mo-root')) {
    const operators = (config.contract?.iso20?.mo_roots ?? []).map((file) => readFileSync(file, 'utf8'));
    const vehicleRoots = faults.has('tls-names-mo-root') ? [...iso20.vehicleRoots, ...operators] : operators;
    return { ...security, iso20: { ...iso20, vehicleRoots } };
  }
  // The library names the roots that it checks with: who is to name none must not check.
  if (faults.has('tls-no-authorities')) {
    return { ...security, iso20: { ...iso20, vehicleRoots: [], admitsUntrusted: true } };
  }
  if (faults.has('tls-ignores-named-root')) {
    const { others: __, ...oneRoot } = iso20;
    return { ...security, iso20: oneRoot };
  }
  if (faults.has('tls-no-staple')) return { ...security, iso20: { ...(unstapled as typeof iso20) } };
  const other = { ...iso20, ...faultyCredentials(faults, iso20) };
  return { ...security, iso20: { ...other, profile: otherProfile(faults, profile) } };
}

/** TLS of ISO 15118-2 with the faults of the gateway. */
function faultyIso2(faults: Faults, own: PortSecurity['iso2'], config: GatewayConfig): PortSecurity['iso2'] {
  if (own === undefined) return undefined;
  const { ocspResponse, others, ...rest } = own;
  const stapled = ocspResponse === undefined ? {} : { ocspResponse };
  const rooted = others === undefined ? {} : { others };
  if (faults.has('tls-no-staple')) return { ...rest, ...rooted };
  if (faults.has('tls2-ignores-named-root')) return { ...rest, ...stapled };
  if (faults.has('tls2-old-staple')) {
    return { ...rest, ...rooted, ocspResponse: readFileSync(oldResponse(config)) };
  }
  if (faults.has('tls2-any-suite')) return { ...own, profile: { ...iso15118Part2, ciphers: anySuite } };
  if (faults.has('tls2-leaf-alone')) return { ...own, chain: firstCertificate(own.chain) };
  if (faults.has('tls2-private-staple')) {
    return { ...own, ocspResponse: readFileSync(besideChain(config, 'secc.ocsp.der')) };
  }
  return own;
}

/** What is left to choose where nobody sets the suites. */
const anySuite = [...iso15118Part2.ciphers, 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'];

/** The lab keeps a response of three weeks ago among its bad ones. */
const oldResponse = (config: GatewayConfig) => besideChain(config, join('bad', 'secc-stale.ocsp.der'));

function besideChain({ security }: GatewayConfig, name: string): string {
  return join(dirname(security.certificate_chain ?? ''), name);
}

function firstCertificate(pem: string): string {
  const end = '-----END CERTIFICATE-----';
  return `${pem.slice(0, pem.indexOf(end))}${end}\n`;
}

function otherProfile(faults: Faults, profile: TlsProfile): TlsProfile {
  if (faults.has('tls-credentials-on-p256')) return iso15118Part20P256;
  if (faults.has('tls-any-group')) {
    const signatures = [...profile.signatures, 'ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384'];
    return { ...profile, groups: [...profile.groups, 'prime256v1'], signatures };
  }
  if (faults.has('tls-suites-reversed')) return { ...profile, ciphers: [...profile.ciphers].reverse() };
  if (faults.has('tls-signatures-reversed')) return { ...profile, signatures: [...profile.signatures].reverse() };
  if (faults.has('tls-one-signature')) return { ...profile, signatures: profile.signatures.slice(0, 1) };
  if (faults.has('tls-one-suite')) return { ...profile, ciphers: profile.ciphers.slice(0, 1) };
  return faults.has('tls-one-group') ? { ...profile, groups: profile.groups.slice(0, 1) } : profile;
}

/** Whether a fault lets ISO 15118-20 be spoken over a connection that is not mutual TLS 1.3 with a trusted vehicle. */
export function serves20Anyway(faults: Faults, tls: TlsFacts | undefined): boolean {
  if (tls === undefined) return faults.has('tls-serves-plain');
  if (tls.version === 'TLSv1.2') {
    return faults.has('tls-12-without-certificate') || (faults.has('tls-12-serves-20') && tls.authorized);
  }
  if (faults.has('tls-no-client-certificate') || faults.has('tls-any-client') || faults.has('tls-no-authorities')) {
    return true;
  }
  return faults.has('tls-expired-client') && (tls.authorized || tls.authorizationError === 'CERT_HAS_EXPIRED');
}

/** A configuration that serves plain TCP too, where the gateway has that fault. */
export function withPlainPort(config: GatewayConfig, faults: Faults): GatewayConfig {
  if (!faults.has('tls-serves-plain')) return config;
  return { ...config, security: { ...config.security, tls: 'offered' } };
}
