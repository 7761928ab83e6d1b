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
    ...details,
    id: 'NotYetValidContract_001',
    what: 'a contract that is not valid yet',
    code: ['FAILED', 'FAILED_CertChainError', 'FAILED_CertificateNotAllowedAtThisEVSE'],
    pnc: paysWith('bad/contract-not-yet-valid'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'WrongCurveContract_001',
    what: 'a contract with a key on another curve (P-384)',
    code: [
      'FAILED',
      'FAILED_CertChainError',
      'FAILED_NoCertificateAvailable',
      'FAILED_CertificateNotAllowedAtThisEVSE',
    ],
    pnc: paysWith('bad/contract-wrong-curve'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'SelfSignedContract_001',
    what: 'a contract that it signed itself',
    code: ['FAILED', 'FAILED_CertChainError'],
    pnc: paysWith('bad/contract-self-signed'),
    state: 'payment-selected',
  },
  {
    ...details,
    id: 'OversizeContract_001',
    what: 'a contract certificate of 801 octets',
    code: ['FAILED', 'FAILED_CertChainError'],
    options: () => ({ faults: [{ kind: 'length', path: 'ContractSignatureCertChain.Certificate', length: 801 }] }),
    state: 'payment-selected',
  },
  {
    ...authorization,
    id: 'OversizeChallenge_001',
    what: 'a GenChallenge of 32 octets',
    code: ['FAILED', 'FAILED_SignatureError', 'FAILED_ChallengeInvalid'],
    options: () => ({ faults: [{ kind: 'length', path: 'AuthorizationReq.GenChallenge', length: 32 }] }),
    state: 'contract-presented',
  },
  {
    ...installation,
    id: 'WrongCurveProvisioning_001',
    what: 'a provisioning certificate with a key on another curve (P-384)',
    code: ['FAILED', 'FAILED_CertChainError', 'FAILED_NoCertificateAvailable', 'FAILED_SignatureError'],
    pnc: (lab) => ({ ...provisionedWith('bad/oem-provisioning-wrong-curve')(lab), certificateHandling: 'install' }),
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
