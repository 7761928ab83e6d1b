import { type ErrorCase, type ErrorPlace, errorCaseMaker } from './error-case.js';
import { serviceDetail } from './good-case.js';
import { installs, receipts, updates } from './pnc-pics.js';

const places: Readonly<Record<string, ErrorPlace>> = {
  'CMN ServiceDetail': ['ServiceDetailReq'],
  'CMN CertificateInstallation': ['CertificateInstallationReq'],
  'CMN CertificateUpdate': ['CertificateUpdateReq'],
  'CMN CertificateHandlingAndPaymentDetails': ['PaymentDetailsReq'],
  'CMN Authorization': ['AuthorizationReq'],
  'AC MeteringReceipt': ['MeteringReceiptReq'],
  'DC MeteringReceipt': ['MeteringReceiptReq'],
};
const maker = errorCaseMaker(
  places,
  {
    'CMN ServiceDetail': serviceDetail,
    'CMN CertificateInstallation': installs,
    'CMN CertificateUpdate': updates,
    'AC MeteringReceipt': receipts,
    'DC MeteringReceipt': receipts,
  },
  { 'CMN CertificateInstallation': 'install', 'CMN CertificateUpdate': 'update' },
);

const usual = ['FAILED', 'FAILED_SequenceError', 'FAILED_UnknownSession'] as const;
const ofCertificates = [
  ...usual,
  'FAILED_SignatureError',
  'FAILED_CertificateExpired',
  'FAILED_CertificateRevoked',
  'FAILED_NoCertificateAvailable',
] as const;
const ofReceipts = [...usual, 'FAILED_MeteringSignatureNotValid', 'FAILED_SignatureError'] as const;

/** Response codes by group, from the number of the first one on. */
const codes: readonly (readonly [group: string, first: number, codes: readonly string[]])[] = [
  ['CMN CertificateInstallation', 2, ofCertificates],
  ['CMN CertificateUpdate', 2, [...ofCertificates, 'FAILED_ContractCanceled', 'FAILED_ChallengeInvalid']],
  ['CMN CertificateHandlingAndPaymentDetails', 2, usual],
  ['CMN Authorization', 7, ['FAILED_SignatureError']],
  ['AC MeteringReceipt', 2, ofReceipts],
  ['DC MeteringReceipt', 2, ofReceipts],
];

/** The codes of ServiceDetailRes stand at every other number: those between are for external payment. */
const serviceDetailCodes = [
  [4, 'FAILED'],
  [6, 'FAILED_SequenceError'],
  [8, 'FAILED_UnknownSession'],
  [10, 'FAILED_ServiceIDInvalid'],
] as const;

/** The number of the case with another message, of that without an answer, and of those with the pilot states E and F. */
const others: readonly (readonly [group: string, another: number, none: number, e: number, f: number])[] = [
  ['CMN ServiceDetail', 14, 12, 16, 18],
  ['CMN CertificateInstallation', 10, 9, 11, 12],
  ['CMN CertificateUpdate', 12, 11, 13, 14],
  ['CMN CertificateHandlingAndPaymentDetails', 6, 5, 7, 8],
  ['AC MeteringReceipt', 10, 7, 11, 12],
  ['DC MeteringReceipt', 10, 7, 11, 12],
];

/** Every error case of the list that is for payment by contract alone. */
export const contractErrorCases: readonly ErrorCase[] = [
  ...codes.flatMap(([group, first, list]) => list.map((code, index) => maker.refused(group, first + index, code))),
  ...serviceDetailCodes.map(([number, code]) => maker.refused('CMN ServiceDetail', number, code)),
  ...others.map(([group, number]) => maker.mistaken(group, number, 'PaymentServiceSelectionRes')),
  ...others.map(([group, , number]) => maker.unanswered(group, number)),
  ...others.flatMap(([group, , , e, f]) => maker.withPilots(group, e, f)),
];
