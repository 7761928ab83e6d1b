// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static, xs } from '../../../wire/exi/notation.js';
import { Signature, X509IssuerSerialType } from '../../xmldsig/index.js';
import { commonTypes } from './namespaces.js';

export const sessionIDType = commonTypes.simpleType('sessionIDType', xs.hexBinary, { length: 8 });

export const MessageHeaderType = commonTypes.complexType('MessageHeaderType', {
  sequence: [
    commonTypes.element('SessionID', sessionIDType),
    commonTypes.element('TimeStamp', xs.unsignedLong),
    ref(Signature, { minOccurs: 0 }),
  ],
});
export type MessageHeaderType = Static<typeof MessageHeaderType>;

export const V2GMessageType = commonTypes.complexType('V2GMessageType', {
  abstract: true,
  sequence: [commonTypes.element('Header', MessageHeaderType)],
});
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

export const V2GResponseType = commonTypes.complexType('V2GResponseType', {
  extends: V2GMessageType,
  abstract: true,
  sequence: [commonTypes.element('ResponseCode', responseCodeType)],
});
export type V2GResponseType = Static<typeof V2GResponseType>;

export const ChargeParameterDiscoveryReqType = commonTypes.complexType('ChargeParameterDiscoveryReqType', {
  extends: V2GRequestType,
  abstract: true,
});
export type ChargeParameterDiscoveryReqType = Static<typeof ChargeParameterDiscoveryReqType>;

export const ChargeParameterDiscoveryResType = commonTypes.complexType('ChargeParameterDiscoveryResType', {
  extends: V2GResponseType,
  abstract: true,
});
export type ChargeParameterDiscoveryResType = Static<typeof ChargeParameterDiscoveryResType>;

export const percentValueType = commonTypes.simpleType('percentValueType', xs.byte, {
  minInclusive: 0,
  maxInclusive: 100,
});

export const RationalNumberType = commonTypes.complexType('RationalNumberType', {
  sequence: [commonTypes.element('Exponent', xs.byte), commonTypes.element('Value', xs.short)],
});
export type RationalNumberType = Static<typeof RationalNumberType>;

export const DisplayParametersType = commonTypes.complexType('DisplayParametersType', {
  sequence: [
    commonTypes.element('PresentSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('MinimumSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('TargetSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('MaximumSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('RemainingTimeToMinimumSOC', xs.unsignedInt, { minOccurs: 0 }),
    commonTypes.element('RemainingTimeToTargetSOC', xs.unsignedInt, { minOccurs: 0 }),
    commonTypes.element('RemainingTimeToMaximumSOC', xs.unsignedInt, { minOccurs: 0 }),
    commonTypes.element('ChargingComplete', xs.boolean, { minOccurs: 0 }),
    commonTypes.element('BatteryEnergyCapacity', RationalNumberType, { minOccurs: 0 }),
    commonTypes.element('InletHot', xs.boolean, { minOccurs: 0 }),
  ],
});
export type DisplayParametersType = Static<typeof DisplayParametersType>;

export const ChargeLoopReqType = commonTypes.complexType('ChargeLoopReqType', {
  extends: V2GRequestType,
  abstract: true,
  sequence: [
    commonTypes.element('DisplayParameters', DisplayParametersType, { minOccurs: 0 }),
    commonTypes.element('MeterInfoRequested', xs.boolean),
  ],
});
export type ChargeLoopReqType = Static<typeof ChargeLoopReqType>;

export const evseNotificationType = commonTypes.enumeration('evseNotificationType', [
  'Pause',
  'ExitStandby',
  'Terminate',
  'ScheduleRenegotiation',
  'ServiceRenegotiation',
  'MeteringConfirmation',
]);
export type evseNotificationType = Static<typeof evseNotificationType>;

export const EVSEStatusType = commonTypes.complexType('EVSEStatusType', {
  sequence: [
    commonTypes.element('NotificationMaxDelay', xs.unsignedShort),
    commonTypes.element('EVSENotification', evseNotificationType),
  ],
});
export type EVSEStatusType = Static<typeof EVSEStatusType>;

export const meterIDType = commonTypes.simpleType('meterIDType', xs.string, { maxLength: 32 });

export const meterSignatureType = commonTypes.simpleType('meterSignatureType', xs.base64Binary, { maxLength: 64 });

export const MeterInfoType = commonTypes.complexType('MeterInfoType', {
  sequence: [
    commonTypes.element('MeterID', meterIDType),
    commonTypes.element('ChargedEnergyReadingWh', xs.unsignedLong),
    commonTypes.element('BPT_DischargedEnergyReadingWh', xs.unsignedLong, { minOccurs: 0 }),
    commonTypes.element('CapacitiveEnergyReadingVARh', xs.unsignedLong, { minOccurs: 0 }),
    commonTypes.element('BPT_InductiveEnergyReadingVARh', xs.unsignedLong, { minOccurs: 0 }),
    commonTypes.element('MeterSignature', meterSignatureType, { minOccurs: 0 }),
    commonTypes.element('MeterStatus', xs.short, { minOccurs: 0 }),
    commonTypes.element('MeterTimestamp', xs.unsignedLong, { minOccurs: 0 }),
  ],
});
export type MeterInfoType = Static<typeof MeterInfoType>;

export const DetailedCostType = commonTypes.complexType('DetailedCostType', {
  sequence: [commonTypes.element('Amount', RationalNumberType), commonTypes.element('CostPerUnit', RationalNumberType)],
});
export type DetailedCostType = Static<typeof DetailedCostType>;

export const numericIDType = commonTypes.simpleType('numericIDType', xs.unsignedInt, {
  minInclusive: 1,
  maxInclusive: 4294967295,
});

export const DetailedTaxType = commonTypes.complexType('DetailedTaxType', {
  sequence: [commonTypes.element('TaxRuleID', numericIDType), commonTypes.element('Amount', RationalNumberType)],
});
export type DetailedTaxType = Static<typeof DetailedTaxType>;

export const ReceiptType = commonTypes.complexType('ReceiptType', {
  sequence: [
    commonTypes.element('TimeAnchor', xs.unsignedLong),
    commonTypes.element('EnergyCosts', DetailedCostType, { minOccurs: 0 }),
    commonTypes.element('OccupancyCosts', DetailedCostType, { minOccurs: 0 }),
    commonTypes.element('AdditionalServicesCosts', DetailedCostType, { minOccurs: 0 }),
    commonTypes.element('OverstayCosts', DetailedCostType, { minOccurs: 0 }),
    commonTypes.element('TaxCosts', DetailedTaxType, { minOccurs: 0, maxOccurs: 10 }),
  ],
});
export type ReceiptType = Static<typeof ReceiptType>;

export const ChargeLoopResType = commonTypes.complexType('ChargeLoopResType', {
  extends: V2GResponseType,
  abstract: true,
  sequence: [
    commonTypes.element('EVSEStatus', EVSEStatusType, { minOccurs: 0 }),
    commonTypes.element('MeterInfo', MeterInfoType, { minOccurs: 0 }),
    commonTypes.element('Receipt', ReceiptType, { minOccurs: 0 }),
  ],
});
export type ChargeLoopResType = Static<typeof ChargeLoopResType>;

export const CLReqControlModeType = commonTypes.complexType('CLReqControlModeType', { abstract: true });
export type CLReqControlModeType = Static<typeof CLReqControlModeType>;

export const CLResControlModeType = commonTypes.complexType('CLResControlModeType', { abstract: true });
export type CLResControlModeType = Static<typeof CLResControlModeType>;

export const Scheduled_CLReqControlModeType = commonTypes.complexType('Scheduled_CLReqControlModeType', {
  extends: CLReqControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('EVTargetEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonTypes.element('EVMaximumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonTypes.element('EVMinimumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_CLReqControlModeType = Static<typeof Scheduled_CLReqControlModeType>;

export const Scheduled_CLResControlModeType = commonTypes.complexType('Scheduled_CLResControlModeType', {
  extends: CLResControlModeType,
  abstract: true,
});
export type Scheduled_CLResControlModeType = Static<typeof Scheduled_CLResControlModeType>;

export const Dynamic_CLReqControlModeType = commonTypes.complexType('Dynamic_CLReqControlModeType', {
  extends: CLReqControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('DepartureTime', xs.unsignedInt, { minOccurs: 0 }),
    commonTypes.element('EVTargetEnergyRequest', RationalNumberType),
    commonTypes.element('EVMaximumEnergyRequest', RationalNumberType),
    commonTypes.element('EVMinimumEnergyRequest', RationalNumberType),
  ],
});
export type Dynamic_CLReqControlModeType = Static<typeof Dynamic_CLReqControlModeType>;

export const Dynamic_CLResControlModeType = commonTypes.complexType('Dynamic_CLResControlModeType', {
  extends: CLResControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('DepartureTime', xs.unsignedInt, { minOccurs: 0 }),
    commonTypes.element('MinimumSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('TargetSOC', percentValueType, { minOccurs: 0 }),
    commonTypes.element('AckMaxDelay', xs.unsignedShort, { minOccurs: 0 }),
  ],
});
export type Dynamic_CLResControlModeType = Static<typeof Dynamic_CLResControlModeType>;

export const processingType = commonTypes.enumeration('processingType', [
  'Finished',
  'Ongoing',
  'Ongoing_WaitingForCustomerInteraction',
]);
export type processingType = Static<typeof processingType>;

export const identifierType = commonTypes.simpleType('identifierType', xs.string, { maxLength: 255 });

export const nameType = commonTypes.simpleType('nameType', xs.string, { maxLength: 80 });

export const descriptionType = commonTypes.simpleType('descriptionType', xs.string, { maxLength: 160 });

export const ListOfRootCertificateIDsType = commonTypes.complexType('ListOfRootCertificateIDsType', {
  sequence: [commonTypes.element('RootCertificateID', X509IssuerSerialType, { maxOccurs: 20 })],
});
export type ListOfRootCertificateIDsType = Static<typeof ListOfRootCertificateIDsType>;

export const CLReqControlMode = commonTypes.globalElement('CLReqControlMode', CLReqControlModeType);
export type CLReqControlMode = Static<typeof CLReqControlMode>;

export const CLResControlMode = commonTypes.globalElement('CLResControlMode', CLResControlModeType);
export type CLResControlMode = Static<typeof CLResControlMode>;
