import { randomBytes } from 'node:crypto';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { Credentials, PncOptions } from '../../src/peers/vehicle/pnc/pnc-options.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { type Evcc, withFields } from './evcc.js';
import { requireNotOffered } from './not-offered.js';
import type { LabFolder } from './pnc-case.js';

/** One request that must be refused. */
export interface RefusedContract {
  /** Of the published list, without its prefix; or one of our own. */
  readonly id: string;
  readonly what: string;
  readonly request: RequestName;
  readonly code: string | readonly string[];
  readonly options?: (evcc: Evcc, lab: LabFolder) => RequestOptions;
  /** Looks in the starting state whether the request is wrong to this SECC, and stops the case where it is not. */
  readonly isWrong?: (evcc: Evcc) => void;
  /** The vehicle that sends it. */
  readonly pnc?: (lab: LabFolder) => PncOptions;
  /** For cases of our own; published ones have it in the list. */
  readonly state?: VehicleState;
  /** Of a case of our own, beside those that every refusal shows. */
  readonly requirements?: readonly string[];
}

/** The vehicle maker's key where the contract's belongs, and the other way round. */
const makersKey = (_evcc: Evcc, lab: LabFolder): RequestOptions => ({
  signature: { key: lab.credentials('oem-provisioning').key },
});
const contractsKey = (_evcc: Evcc, lab: LabFolder): RequestOptions => ({
  signature: { key: lab.credentials('contract').key },
});
const idAltered = (): RequestOptions => ({ signature: { alterBody: (body) => ({ ...body, Id: 'ID99' }) } });
export const paysWith = (name: string) => (lab: LabFolder) => ({ contract: lab.credentials(name) });
export const provisionedWith = (name: string) => (lab: LabFolder) => ({ provisioning: lab.credentials(name) });
/** The contract with another chain above or below its key. */
const withChain =
  (chain: (good: Credentials, lab: LabFolder) => readonly Uint8Array[]) =>
  (lab: LabFolder): PncOptions => {
    const good = lab.credentials('contract');
    return { contract: { chain: chain(good, lab), key: good.key } };
  };

const notAtThisEvse = ['FAILED', 'FAILED_NoCertificateAvailable', 'FAILED_CertificateNotAllowedAtThisEVSE'];
const noUpdate = ['FAILED', 'FAILED_NoCertificateAvailable', 'FAILED_ContractCanceled'];
export const ownEmaid = 'DEABCC123456789';

function raised(body: ExiObject): ExiObject {
  const meter = body['MeterInfo'] as ExiObject;
  return { ...body, MeterInfo: { ...meter, MeterReading: Number(meter['MeterReading'] ?? 0) + 1000 } };
}

export const installation = { request: 'CertificateInstallationReq' } as const;
export const update = { request: 'CertificateUpdateReq' } as const;
export const details = { request: 'PaymentDetailsReq' } as const;
export const authorization = { request: 'AuthorizationReq' } as const;
const receipt = { request: 'MeteringReceiptReq', code: 'FAILED_MeteringSignatureNotValid' } as const;

/** Cases of the published list. */
export const published: readonly RefusedContract[] = [
  {
    id: 'CMN_VTB_ServiceDetail_008',
    what: 'a service that is not listed',
    request: 'ServiceDetailReq',
    code: 'FAILED_ServiceIDInvalid',
    options: () => ({ body: { ServiceID: 65535 } }),
  },
  {
    id: 'CMN_VTB_PaymentServiceSelection_010',
    what: 'external payment, where only contracts are offered',
    request: 'PaymentServiceSelectionReq',
    code: 'FAILED_PaymentSelectionInvalid',
    options: () => ({ body: withFields({ SelectedPaymentOption: 'ExternalPayment' }) }),
    isWrong: (evcc) => requireNotOffered(evcc, 'ExternalPayment'),
    state: 'services-known',
  },
  {
    ...installation,
    id: 'CMN_VTB_CertificateInstallation_005',
    what: 'a signature with the key of the contract',
    code: 'FAILED_SignatureError',
    options: contractsKey,
  },
  {
    ...installation,
    id: 'CMN_VTB_CertificateInstallation_006',
    what: 'an Id that was altered after signing',
    code: 'FAILED_SignatureError',
    options: idAltered,
  },
  {
    ...installation,
    id: 'CMN_VTB_CertificateInstallation_007',
    what: 'a provisioning certificate that has expired',
    code: 'FAILED_CertificateExpired',
    pnc: provisionedWith('bad/oem-provisioning-expired'),
  },
  {
    ...installation,
    id: 'CMN_VTB_CertificateInstallation_008',
    what: 'a provisioning certificate with another domain component',
    code: ['FAILED', 'FAILED_NoCertificateAvailable'],
    pnc: provisionedWith('bad/oem-provisioning-wrong-domain'),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_005',
    what: "a signature with the vehicle maker's key",
    code: 'FAILED_SignatureError',
    options: makersKey,
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_006',
    what: 'an Id that was altered after signing',
    code: 'FAILED_SignatureError',
    options: idAltered,
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_007',
    what: 'the sub-CAs in the wrong order',
    code: 'FAILED_CertChainError',
    pnc: withChain(({ chain: [leaf, two, one] }) => [leaf, one, two].filter((der) => der !== undefined)),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_008',
    what: 'a leaf of another PKI',
    code: 'FAILED_CertChainError',
    pnc: (lab) => {
      const other = lab.credentials('bad/contract-wrong-root');
      return { contract: { chain: [other.chain[0]!, ...lab.credentials('contract').chain.slice(1)], key: other.key } };
    },
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_009',
    what: 'a sub-CA 2 of another PKI',
    code: 'FAILED_CertChainError',
    pnc: withChain(({ chain }, lab) => [chain[0]!, lab.certificate('oem-sub-ca2'), chain[2]!]),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_010',
    what: 'a sub-CA 1 of another PKI',
    code: 'FAILED_CertChainError',
    pnc: withChain(({ chain }, lab) => [chain[0]!, chain[1]!, lab.certificate('oem-sub-ca1')]),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_011',
    what: 'a whole chain of another PKI',
    code: 'FAILED_CertChainError',
    pnc: paysWith('bad/contract-wrong-root'),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_012',
    what: 'the eMAID of another contract',
    code: noUpdate,
    pnc: () => ({ emaid: 'DE1ABCD2EF357B' }),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_013',
    what: 'an eMAID that is none',
    code: noUpdate,
    pnc: () => ({ emaid: 'Invalid_EMAID_' }),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_014',
    what: 'a certificate that names another eMAID',
    code: noUpdate,
    pnc: (lab) => ({ ...paysWith('bad/contract-other-emaid')(lab), emaid: ownEmaid }),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_015',
    what: 'a certificate whose name is no eMAID',
    code: noUpdate,
    pnc: (lab) => ({ ...paysWith('bad/contract-no-emaid')(lab), emaid: ownEmaid }),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_016',
    what: 'a contract that has expired',
    code: 'FAILED_CertificateExpired',
    pnc: paysWith('bad/contract-expired'),
  },
  {
    ...update,
    id: 'CMN_VTB_CertificateUpdate_017',
    what: 'a contract certificate with another domain component',
    code: ['FAILED', 'FAILED_NoCertificateAvailable'],
    pnc: paysWith('bad/contract-wrong-domain'),
  },
  {
    ...details,
    id: 'CMN_VTB_PaymentDetails_007',
    what: 'a contract that has expired',
    code: 'FAILED_CertificateExpired',
    pnc: paysWith('bad/contract-expired'),
  },
  {
    ...details,
    id: 'CMN_VTB_PaymentDetails_008',
    what: 'a contract certificate with another domain component',
    code: notAtThisEvse,
    pnc: paysWith('bad/contract-wrong-domain'),
  },
  {
    ...details,
    id: 'CMN_VTB_PaymentDetails_009',
    what: 'a contract below a sub-CA 1 that has expired',
    code: notAtThisEvse,
    pnc: paysWith('bad/contract-expired-ca1'),
  },
  {
    ...details,
    id: 'CMN_VTB_PaymentDetails_010',
    what: 'a contract below a sub-CA 2 that has expired',
    code: notAtThisEvse,
    pnc: paysWith('bad/contract-expired-ca'),
  },
  {
    ...authorization,
    id: 'CMN_VTB_Authorization_007',
    what: 'a GenChallenge of its own, signed',
    code: 'FAILED_ChallengeInvalid',
    options: () => ({ body: withFields({ GenChallenge: new Uint8Array(randomBytes(16)) }) }),
  },
  {
    ...authorization,
    id: 'CMN_VTB_Authorization_010',
    what: "a signature with the vehicle maker's key",
    code: 'FAILED_SignatureError',
    options: makersKey,
  },
  {
    ...authorization,
    id: 'CMN_VTB_Authorization_011',
    what: 'an Id that was altered after signing',
    code: 'FAILED_SignatureError',
    options: idAltered,
  },
  ...(['AC', 'DC'] as const).flatMap((mode): RefusedContract[] => [
    {
      ...receipt,
      id: `${mode}_VTB_MeteringReceipt_004`,
      what: 'another meter reading, signed',
      options: () => ({ body: raised }),
    },
    {
      ...receipt,
      id: `${mode}_VTB_MeteringReceipt_006`,
      what: "a signature with the vehicle maker's key",
      options: makersKey,
    },
    {
      ...receipt,
      id: `${mode}_VTB_MeteringReceipt_007`,
      what: 'a meter reading that was raised after signing',
      options: () => ({ signature: { alterBody: raised } }),
    },
  ]),
];
