// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
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

export const evseIDType = msgDataTypes.simpleType('evseIDType', xs.hexBinary, { maxLength: 32 });

export const serviceScopeType = msgDataTypes.simpleType('serviceScopeType', xs.string, { maxLength: 32 });

export const serviceCategoryType = msgDataTypes.enumeration('serviceCategoryType', [
  'EVCharging',
  'Internet',
  'ContractCertificate',
  'OtherCustom',
]);
export type serviceCategoryType = Static<typeof serviceCategoryType>;

export const paymentOptionType = msgDataTypes.enumeration('paymentOptionType', ['Contract', 'ExternalPayment']);
export type paymentOptionType = Static<typeof paymentOptionType>;

export const serviceIDType = msgDataTypes.simpleType('serviceIDType', xs.unsignedShort);

export const serviceNameType = msgDataTypes.simpleType('serviceNameType', xs.string, { maxLength: 32 });

export const ServiceTagType = msgDataTypes.complexType('ServiceTagType', {
  sequence: [
    msgDataTypes.element('ServiceID', serviceIDType),
    msgDataTypes.element('ServiceName', serviceNameType, { minOccurs: 0 }),
    msgDataTypes.element('ServiceCategory', serviceCategoryType),
    msgDataTypes.element('ServiceScope', serviceScopeType, { minOccurs: 0 }),
  ],
});
export type ServiceTagType = Static<typeof ServiceTagType>;

export const ServiceType = msgDataTypes.complexType('ServiceType', {
  sequence: [msgDataTypes.element('ServiceTag', ServiceTagType), msgDataTypes.element('FreeService', xs.boolean)],
});
export type ServiceType = Static<typeof ServiceType>;

export const EVSESupportedEnergyTransferType = msgDataTypes.enumeration('EVSESupportedEnergyTransferType', [
  'AC_single_phase_core',
  'AC_three_phase_core',
  'DC_core',
  'DC_extended',
  'DC_combo_core',
  'DC_dual',
  'AC_core1p_DC_extended',
  'AC_single_DC_core',
  'AC_single_phase_three_phase_core_DC_extended',
  'AC_core3p_DC_extended',
]);
export type EVSESupportedEnergyTransferType = Static<typeof EVSESupportedEnergyTransferType>;

export const ServiceChargeType = msgDataTypes.complexType('ServiceChargeType', {
  extends: ServiceType,
  sequence: [msgDataTypes.element('EnergyTransferType', EVSESupportedEnergyTransferType)],
});
export type ServiceChargeType = Static<typeof ServiceChargeType>;

export const unitMultiplierType = msgDataTypes.simpleType('unitMultiplierType', xs.byte, {
  minInclusive: -3,
  maxInclusive: 3,
});

export const unitSymbolType = msgDataTypes.enumeration('unitSymbolType', [
  'h',
  'm',
  's',
  'A',
  'Ah',
  'V',
  'VA',
  'W',
  'W/s',
  'Wh',
]);
export type unitSymbolType = Static<typeof unitSymbolType>;

export const PhysicalValueType = msgDataTypes.complexType('PhysicalValueType', {
  sequence: [
    msgDataTypes.element('Multiplier', unitMultiplierType),
    msgDataTypes.element('Unit', unitSymbolType, { minOccurs: 0 }),
    msgDataTypes.element('Value', xs.short),
  ],
});
export type PhysicalValueType = Static<typeof PhysicalValueType>;

export const contractIDType = msgDataTypes.simpleType('contractIDType', xs.string, { maxLength: 24 });

export const certificateType = msgDataTypes.simpleType('certificateType', xs.base64Binary, { maxLength: 1200 });

export const SubCertificatesType = msgDataTypes.complexType('SubCertificatesType', {
  sequence: [msgDataTypes.element('Certificate', certificateType, { maxOccurs: 'unbounded' })],
});
export type SubCertificatesType = Static<typeof SubCertificatesType>;

export const CertificateChainType = msgDataTypes.complexType('CertificateChainType', {
  sequence: [
    msgDataTypes.element('Certificate', certificateType),
    msgDataTypes.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
});
export type CertificateChainType = Static<typeof CertificateChainType>;

export const genChallengeType = msgDataTypes.simpleType('genChallengeType', xs.string);

export const EVSEProcessingType = msgDataTypes.enumeration('EVSEProcessingType', ['Finished', 'Ongoing']);
export type EVSEProcessingType = Static<typeof EVSEProcessingType>;

export const EVStatusType = msgDataTypes.complexType('EVStatusType', { abstract: true });
export type EVStatusType = Static<typeof EVStatusType>;

export const DC_EVErrorCodeType = msgDataTypes.enumeration('DC_EVErrorCodeType', [
  'NO_ERROR',
  'FAILED_RESSTemperatureInhibit',
  'FAILED_EVShiftPosition',
  'FAILED_ChargerConnectorLockFault',
  'FAILED_EVRESSMalfunction',
  'FAILED_ChargingCurrentdifferential',
  'FAILED_ChargingVoltageOutOfRange',
  'Reserved_A',
  'Reserved_B',
  'Reserved_C',
  'FAILED_ChargingSystemIncompatibility',
  'NoData',
]);
export type DC_EVErrorCodeType = Static<typeof DC_EVErrorCodeType>;

export const percentValueType = msgDataTypes.simpleType('percentValueType', xs.byte, {
  minInclusive: 0,
  maxInclusive: 100,
});

export const DC_EVStatusType = msgDataTypes.complexType('DC_EVStatusType', {
  extends: EVStatusType,
  sequence: [
    msgDataTypes.element('EVReady', xs.boolean),
    msgDataTypes.element('EVCabinConditioning', xs.boolean, { minOccurs: 0 }),
    msgDataTypes.element('EVRESSConditioning', xs.boolean, { minOccurs: 0 }),
    msgDataTypes.element('EVErrorCode', DC_EVErrorCodeType),
    msgDataTypes.element('EVRESSSOC', percentValueType),
  ],
});
export type DC_EVStatusType = Static<typeof DC_EVStatusType>;

export const SAIDType = msgDataTypes.simpleType('SAIDType', xs.short);

export const PMaxType = msgDataTypes.simpleType('PMaxType', xs.short);

export const EVSEStatusType = msgDataTypes.complexType('EVSEStatusType', { abstract: true });
export type EVSEStatusType = Static<typeof EVSEStatusType>;

export const EVSENotificationType = msgDataTypes.enumeration('EVSENotificationType', [
  'None',
  'StopCharging',
  'ReNegotiation',
]);
export type EVSENotificationType = Static<typeof EVSENotificationType>;

export const AC_EVSEStatusType = msgDataTypes.complexType('AC_EVSEStatusType', {
  extends: EVSEStatusType,
  sequence: [
    msgDataTypes.element('PowerSwitchClosed', xs.boolean),
    msgDataTypes.element('RCD', xs.boolean),
    msgDataTypes.element('NotificationMaxDelay', xs.unsignedInt),
    msgDataTypes.element('EVSENotification', EVSENotificationType),
  ],
});
export type AC_EVSEStatusType = Static<typeof AC_EVSEStatusType>;

export const isolationLevelType = msgDataTypes.enumeration('isolationLevelType', [
  'Invalid',
  'Valid',
  'Warning',
  'Fault',
]);
export type isolationLevelType = Static<typeof isolationLevelType>;

export const DC_EVSEStatusCodeType = msgDataTypes.enumeration('DC_EVSEStatusCodeType', [
  'EVSE_NotReady',
  'EVSE_Ready',
  'EVSE_Shutdown',
  'EVSE_UtilityInterruptEvent',
  'EVSE_IsolationMonitoringActive',
  'EVSE_EmergencyShutdown',
  'EVSE_Malfunction',
  'Reserved_8',
  'Reserved_9',
  'Reserved_A',
  'Reserved_B',
  'Reserved_C',
]);
export type DC_EVSEStatusCodeType = Static<typeof DC_EVSEStatusCodeType>;

export const DC_EVSEStatusType = msgDataTypes.complexType('DC_EVSEStatusType', {
  extends: EVSEStatusType,
  sequence: [
    msgDataTypes.element('EVSEIsolationStatus', isolationLevelType, { minOccurs: 0 }),
    msgDataTypes.element('EVSEStatusCode', DC_EVSEStatusCodeType),
    msgDataTypes.element('NotificationMaxDelay', xs.unsignedInt),
    msgDataTypes.element('EVSENotification', EVSENotificationType),
  ],
});
export type DC_EVSEStatusType = Static<typeof DC_EVSEStatusType>;

export const meterIDType = msgDataTypes.simpleType('meterIDType', xs.string, { maxLength: 32 });

export const sigMeterReadingType = msgDataTypes.simpleType('sigMeterReadingType', xs.base64Binary, { maxLength: 32 });

export const meterStatusType = msgDataTypes.simpleType('meterStatusType', xs.short);

export const MeterInfoType = msgDataTypes.complexType('MeterInfoType', {
  sequence: [
    msgDataTypes.element('MeterID', meterIDType),
    msgDataTypes.element('MeterReading', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('SigMeterReading', sigMeterReadingType, { minOccurs: 0 }),
    msgDataTypes.element('MeterStatus', meterStatusType, { minOccurs: 0 }),
    msgDataTypes.element('TMeter', xs.long, { minOccurs: 0 }),
  ],
});
export type MeterInfoType = Static<typeof MeterInfoType>;

export const sessionIDType = msgDataTypes.simpleType('sessionIDType', xs.hexBinary, { maxLength: 8 });

export const rootCertificateIDType = msgDataTypes.simpleType('rootCertificateIDType', xs.string, { maxLength: 40 });

export const ListOfRootCertificateIDsType = msgDataTypes.complexType('ListOfRootCertificateIDsType', {
  sequence: [msgDataTypes.element('RootCertificateID', rootCertificateIDType, { maxOccurs: 'unbounded' })],
});
export type ListOfRootCertificateIDsType = Static<typeof ListOfRootCertificateIDsType>;

export const dHParamsType = msgDataTypes.simpleType('dHParamsType', xs.base64Binary, { maxLength: 256 });

export const privateKeyType = msgDataTypes.simpleType('privateKeyType', xs.base64Binary, { maxLength: 128 });

export const ServiceCharge = msgDataTypes.globalElement('ServiceCharge', ServiceChargeType);
export type ServiceCharge = Static<typeof ServiceCharge>;

export const EVStatus = msgDataTypes.globalElement('EVStatus', EVStatusType);
export type EVStatus = Static<typeof EVStatus>;

export const DC_EVStatus = msgDataTypes.globalElement('DC_EVStatus', DC_EVStatusType, { substitutionGroup: EVStatus });
export type DC_EVStatus = Static<typeof DC_EVStatus>;
