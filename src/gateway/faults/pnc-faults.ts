import { type GatewayFault, seccFault } from './gateway-fault.js';

const chain = 'src/gateway/faults/faulty-chain.ts';
const signature = 'src/gateway/contract/check-signature.ts';
const responses2 = 'src/gateway/faults/faulty-iso2-responses.ts';
const challenge = 'src/gateway/faults/faulty-challenge.ts';
const handler = (name: string) => `src/gateway/handlers/${name}.ts`;

/** Faults of Plug & Charge: contracts, signatures, provisioning, tariffs, in ISO 15118-2 and -20 alike. */
export const pncFaults = {
  'pnc-signature-unchecked': seccFault('verifies no signature', 'V2G2-475; V2G20-2565', signature),
  'pnc-digest-unchecked': seccFault('verifies no digest under a signature', 'V2G2-475; V2G20-2565', signature),
  'pnc-any-challenge': seccFault('takes any challenge that is signed', 'V2G2-475; V2G20-2565', challenge),
  'pnc-constant-challenge': seccFault(
    'challenges every vehicle with the same bytes',
    'ISO 15118-2, V2G2-697; ISO 15118-20, V2G20-697, V2G20-698',
    challenge,
  ),
  'pnc-counted-challenge': seccFault('counts its challenges', 'V2G2-697; V2G20-2108', challenge),
  'pnc-expired-accepted': seccFault('takes certificates that have expired', 'V2G2-539; V2G20-2565', chain),
  'pnc-early-accepted': seccFault('takes certificates that are not valid yet', 'V2G2-539; V2G20-2565', chain),
  'pnc-revoked-accepted': seccFault('takes certificates that were revoked', 'V2G2-539; V2G20-2565', chain),
  'pnc-any-root': seccFault('takes chains that lead to no root that it trusts', 'V2G2-539; V2G20-2565', chain),
  'pnc-expired-ca-accepted': seccFault('takes sub-CAs that have expired', 'V2G2-539; V2G20-2565', chain),
  'pnc-content-unread': seccFault(
    'never looks whether a certificate was made for its role',
    'V2G2-539; V2G20-2565',
    chain,
  ),
  'pnc-one-code': seccFault('says the same of every chain that is wrong', 'ISO 15118-2, 8.6.2; -20, 8.4.3.3', chain),
  'pnc-canceled-accepted': seccFault(
    'takes contracts that have ended',
    'ISO 15118-2, V2G2-539',
    handler('payment-details'),
  ),
  'pnc-emaid-unchecked': seccFault(
    'never compares eMAID and certificate',
    'ISO 15118-2, 8.6.2',
    handler('certificate-handling'),
  ),
  'pnc-certificate-crash': seccFault(
    'ends when a contract certificate is no certificate',
    'ISO 15118-2, V2G2-736; ISO 15118-20, V2G20-735',
    chain,
    ['evsev2g-paymentdetails-crash'],
  ),
  'pnc-update-stub': seccFault(
    'answers CertificateUpdateReq with OK and nothing of worth',
    'ISO 15118-2, V2G2-556, V2G2-557, V2G2-558, V2G2-736',
    handler('certificate-handling'),
    ['evsev2g-certificate-update-stub'],
  ),
  'pnc-altered-after-signing': seccFault(
    'alters what it has signed: tariffs, and the eMAID of a contract',
    'ISO 15118-2, V2G2-307, V2G2-908',
    responses2,
  ),
  'pnc-unsigned-answers': seccFault(
    'leaves the signature of tariffs and contracts out',
    'ISO 15118-2, V2G2-307, V2G2-908',
    responses2,
  ),
  'pnc-key-for-another': seccFault(
    'encrypts the key of a contract for another receiver',
    'ISO 15118-2, V2G2-814 to V2G2-821',
    handler('certificate-handling'),
  ),
  'pnc-receipt-unchecked': seccFault(
    'answers OK to a receipt without a look at it',
    'ISO 15118-2, V2G2-904; ISO 15118-20, V2G20-902',
    'src/gateway/faults/faulty-receipt.ts',
    ['evsev2g-metering-two-of-five'],
  ),
  'pnc-receipt-any-reading': seccFault(
    'verifies the signature of a receipt, and not what it says',
    'ISO 15118-2, V2G2-904; ISO 15118-20, V2G20-902',
    'src/gateway/faults/faulty-receipt.ts',
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
