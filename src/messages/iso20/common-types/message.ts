// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { MessageHeaderType } from './header.js';
import { commonTypes } from './namespaces.js';

/** What every message begins with: the header (8.3). */
export const V2GMessageType = commonTypes.complexType(
  'V2GMessageType',
  { abstract: true, sequence: [commonTypes.element('Header', MessageHeaderType)] },
  { clause: '8.3' },
);
export type V2GMessageType = Static<typeof V2GMessageType>;

export const V2GRequestType = commonTypes.complexType('V2GRequestType', { extends: V2GMessageType, abstract: true });
export type V2GRequestType = Static<typeof V2GRequestType>;

export const responseCodeType = commonTypes.enumeration('responseCodeType', [
  'OK',
  'OK_CertificateExpiresSoon',
  'OK_NewSessionEstablished',
  'OK_OldSessionJoined',
  'OK_PowerToleranceConfirmed',
  'WARNING_AuthorizationSelectionInvalid',
  'WARNING_CertificateExpired',
  'WARNING_CertificateNotYetValid',
  'WARNING_CertificateRevoked',
  'WARNING_CertificateValidationError',
  'WARNING_ChallengeInvalid',
  'WARNING_EIMAuthorizationFailure',
  'WARNING_eMSPUnknown',
  'WARNING_EVPowerProfileViolation',
  'WARNING_GeneralPnCAuthorizationError',
  'WARNING_NoCertificateAvailable',
  'WARNING_NoContractMatchingPCIDFound',
  'WARNING_PowerToleranceNotConfirmed',
  'WARNING_ScheduleRenegotiationFailed',
  'WARNING_StandbyNotAllowed',
  'WARNING_WPT',
  'FAILED',
  'FAILED_AssociationError',
  'FAILED_ContactorError',
  'FAILED_EVPowerProfileInvalid',
  'FAILED_EVPowerProfileViolation',
  'FAILED_MeteringSignatureNotValid',
  'FAILED_NoEnergyTransferServiceSelected',
  'FAILED_NoServiceRenegotiationSupported',
  'FAILED_PauseNotAllowed',
  'FAILED_PowerDeliveryNotApplied',
  'FAILED_PowerToleranceNotConfirmed',
  'FAILED_ScheduleRenegotiation',
  'FAILED_ScheduleSelectionInvalid',
  'FAILED_SequenceError',
  'FAILED_ServiceIDInvalid',
  'FAILED_ServiceSelectionInvalid',
  'FAILED_SignatureError',
  'FAILED_UnknownSession',
  'FAILED_WrongChargeParameter',
]);
export type responseCodeType = Static<typeof responseCodeType>;

/** What every response begins with: header and response code (8.3). */
export const V2GResponseType = commonTypes.complexType(
  'V2GResponseType',
  { extends: V2GMessageType, abstract: true, sequence: [commonTypes.element('ResponseCode', responseCodeType)] },
  { clause: '8.3' },
);
export type V2GResponseType = Static<typeof V2GResponseType>;

export const processingType = commonTypes.enumeration('processingType', [
  'Finished',
  'Ongoing',
  'Ongoing_WaitingForCustomerInteraction',
]);
export type processingType = Static<typeof processingType>;
