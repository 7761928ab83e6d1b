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
  'tls-suites-reversed': seccFault(
    'prefers TLS_CHACHA20_POLY1305_SHA256 to TLS_AES_256_GCM_SHA384',
    'ISO 15118-20, V2G20-1856',
    where,
  ),
  'tls-signatures-reversed': seccFault(
    'asks vehicles for ed448 before ecdsa_secp521r1_sha512',
    'ISO 15118-20, V2G20-1667',
    where,
  ),
  'tls-one-signature': seccFault(
    'knows no signature algorithm but ecdsa_secp521r1_sha512',
    'ISO 15118-20, V2G20-2319, V2G20-1667',
    where,
  ),
  'tls-signature-by-vehicle': seccFault(
    'holds credentials of both kinds, and signs with the algorithm that the vehicle lists first',
    'ISO 15118-20, V2G20-1668',
    'src/gateway/faults/faulty-credentials.ts',
  ),
  'tls-no-authorities': seccFault(
    'names no root in its CertificateRequest, and lets any vehicle in',
    'ISO 15118-20, V2G20-2401, V2G20-2404',
    where,
    ['d20-certrequest-contents'],
  ),
  'tls-names-mo-root': seccFault(
    'takes vehicle certificates of mobility operators too, and names their roots in its CertificateRequest',
    'ISO 15118-20, V2G20-2401, V2G20-2331',
    where,
  ),
  'tls-staple-on-p256': seccFault(
    'staples an OCSP response that a responder with a key on P-256 has signed',
    'ISO 15118-20, V2G20-2389',
    'src/gateway/faults/faulty-credentials.ts',
  ),
  'tls-credentials-on-p256': seccFault(
    'shows certificates with keys on P-256, as ISO 15118-2 has them',
    'ISO 15118-20, V2G20-2674',
    'src/gateway/faults/faulty-credentials.ts',
    ['josev-d20-pki-curve'],
  ),
  'tls-ignores-named-root': seccFault(
    'shows the same chain whatever root a vehicle names in its ClientHello',
    'ISO 15118-20, V2G20-1007, V2G20-2379',
    where,
    ['d20-chain-ignores-roots'],
  ),
  'tls2-ignores-named-root': seccFault(
    'shows the same chain whatever root a vehicle names in its ClientHello',
    'ISO 15118-2, V2G2-871, V2G2-923',
    where,
    ['isomux-trusted-ca-keys-off'],
  ),
  'tls2-old-staple': seccFault('staples an OCSP response of three weeks ago', 'ISO 15118-2, V2G2-649, V2G2-876', where),
  'tls2-private-staple': seccFault('staples an OCSP response in a private environment', 'ISO 15118-2, V2G2-872', where),
  'tls2-any-suite': seccFault('speaks ISO 15118-2 over cipher suites of others too', 'ISO 15118-2, V2G2-602', where),
  'tls2-leaf-alone': seccFault('shows its own certificate without the CAs above it', 'ISO 15118-2, V2G2-871', where),
  'tls-serves-plain': seccFault(
    'serves ISO 15118-20 without TLS to a vehicle that asks for it',
    'ISO 15118-20, V2G20-2356',
    where,
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
