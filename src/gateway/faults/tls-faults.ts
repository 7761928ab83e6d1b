import { type GatewayFault, seccFault } from './gateway-fault.js';

const where = 'src/gateway/faults/faulty-tls.ts';

/** Faults of TLS towards the vehicle. */
export const tlsFaults = {
  'tls-12-serves-20': seccFault('serves ISO 15118-20 over TLS 1.2', 'ISO 15118-20, V2G20-2356, V2G20-1237', where, [
    'isomux-tls12-serves-20',
  ]),
  'tls-12-without-certificate': seccFault(
    'asks for a vehicle certificate on TLS 1.3 only, and serves ISO 15118-20 over TLS 1.2 too',
    'ISO 15118-20, V2G20-2400',
    where,
    ['d20-client-auth-by-version'],
  ),
  'tls-no-client-certificate': seccFault('asks no vehicle for its certificate', 'ISO 15118-20, V2G20-2400', where),
  'tls-any-client': seccFault('serves a vehicle whatever its certificate is worth', 'ISO 15118-20, V2G20-2331', where),
  'tls-expired-client': seccFault('serves a vehicle whose certificate has expired', 'ISO 15118-20, V2G20-2331', where),
  'tls-trust-anchor-mo': seccFault(
    'holds vehicle certificates against the roots of mobility operators',
    'ISO 15118-20, V2G20-2331, V2G20-2401, V2G20-2677',
    where,
    ['d20-trust-anchor-mo'],
  ),
  'tls-any-group': seccFault(
    'exchanges keys on secp256r1 too, and lets the library choose its signature algorithms',
    'ISO 15118-20, V2G20-2460, V2G20-1667',
    where,
    ['d20-certrequest-contents'],
  ),
  'tls-one-suite': seccFault('speaks one of the two suites only', 'ISO 15118-20, V2G20-2458, V2G20-2459', where),
  'tls-one-group': seccFault('exchanges keys on secp521r1 only', 'ISO 15118-20, V2G20-2461', where),
  'tls-no-staple': seccFault('staples no OCSP response', 'ISO 15118-20, V2G20-2388', where, [
    'evse-security-ocsp-dropped',
    'd20-ocsp-absent',
  ]),
  'tls-serves-plain': seccFault(
    'serves ISO 15118-20 without TLS to a vehicle that asks for it',
    'ISO 15118-20, V2G20-2356',
    where,
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
