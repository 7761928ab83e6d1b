// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const responseCodeType = msgDataTypes.enumeration('responseCodeType', [
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
  'FAILED_EVSEPresentVoltageToLow',
  'FAILED_MeteringSignatureNotValid',
  'FAILED_WrongEnergyTransferType',
]);
export type responseCodeType = Static<typeof responseCodeType>;

export const EVSEProcessingType = msgDataTypes.enumeration('EVSEProcessingType', ['Finished', 'Ongoing']);
export type EVSEProcessingType = Static<typeof EVSEProcessingType>;
