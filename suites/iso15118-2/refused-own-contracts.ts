import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import {
  authorization,
  details,
  installation,
  ownEmaid,
  paysWith,
  provisionedWith,
  type RefusedContract,
} from './refused-contracts.js';

/** What the published list leaves out. */
export const own: readonly RefusedContract[] = [
  {
    ...details,
    id: 'RevokedContract_001',
    what: 'a contract that was revoked',
    code: 'FAILED_CertificateRevoked',
    pnc: paysWith('bad/contract-revoked'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'CanceledContract_001',
    what: 'a contract that has been canceled',
    code: ['FAILED_ContractCanceled', 'FAILED_NoCertificateAvailable'],
    pnc: paysWith('bad/contract-other-emaid'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'ForeignContract_001',
    what: 'a contract of another root',
    code: 'FAILED_CertChainError',
    pnc: paysWith('bad/contract-wrong-root'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'AlteredContract_001',
    what: 'a contract whose certificate was altered',
    code: 'FAILED_CertChainError',
    pnc: paysWith('bad/contract-broken-signature'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'NoCertificate_001',
    what: 'bytes where the contract certificate should be',
    code: ['FAILED', 'FAILED_CertChainError', 'FAILED_NoCertificateAvailable'],
    pnc: (lab) => ({ contract: lab.unreadable('bad/contract-not-der'), emaid: ownEmaid }),
    state: 'payment-selected',
  },
  {
    ...authorization,
    id: 'UnsignedAuthorization_001',
    what: 'the challenge without a signature',
    code: 'FAILED_SignatureError',
    options: () => ({ signature: { absent: true } }),
    state: 'contract-presented',
  },
  {
    ...authorization,
    id: 'WrongDigest_001',
    what: 'a wrong digest under a signature that holds',
    code: 'FAILED_SignatureError',
    options: () => ({ signature: { alterSignedInfo: wrongDigest } }),
    state: 'contract-presented',
  },
  {
    ...installation,
    id: 'ForeignProvisioning_001',
    what: 'a provisioning certificate of another root',
    code: 'FAILED_CertChainError',
    pnc: (lab) => ({ ...provisionedWith('bad/oem-provisioning-wrong-root')(lab), certificateHandling: 'install' }),
    state: 'payment-selected',
  },
];

function wrongDigest(signedInfo: ExiObject): ExiObject {
  const [first, ...others] = signedInfo['Reference'] as readonly ExiObject[];
  return { ...signedInfo, Reference: [{ ...first, DigestValue: new Uint8Array(32) }, ...others] };
}
