// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

/** Every answer carries one; codes that start with FAILED end the session (8.5). */
export const responseCodeType = msgDataTypes.enumeration(
  'responseCodeType',
  [
    'OK',
    'OK_NewSessionEstablished',
    'OK_OldSessionJoined',
    'OK_CertificateExpiresSoon',
    'FAILED',
    'FAILED_SequenceError',
    'FAILED_ServiceIDInvalid',
    'FAILED_UnknownSession',
    'FAILED_ServiceSelectionInvalid',
    'FAILED_PaymentSelectionInvalid',
    'FAILED_CertificateExpired',
    'FAILED_SignatureError',
    'FAILED_NoCertificateAvailable',
    'FAILED_CertChainError',
    'FAILED_ChallengeInvalid',
    'FAILED_ContractCanceled',
    'FAILED_WrongChargeParameter',
    'FAILED_PowerDeliveryNotApplied',
    'FAILED_TariffSelectionInvalid',
    'FAILED_ChargingProfileInvalid',
    'FAILED_MeteringSignatureNotValid',
    'FAILED_NoChargeServiceSelected',
    'FAILED_WrongEnergyTransferMode',
    'FAILED_ContactorError',
    'FAILED_CertificateNotAllowedAtThisEVSE',
    'FAILED_CertificateRevoked',
  ],
  { clause: '8.5' },
);
export type responseCodeType = Static<typeof responseCodeType>;

/** Whether the charger has finished or the vehicle shall ask again (8.5). */
export const EVSEProcessingType = msgDataTypes.enumeration(
  'EVSEProcessingType',
  ['Finished', 'Ongoing', 'Ongoing_WaitingForCustomerInteraction'],
  { clause: '8.5' },
);
export type EVSEProcessingType = Static<typeof EVSEProcessingType>;
