// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { percentValueType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { mechanicalChargingDeviceStatusType } from './device-status.js';
import { acdp } from './namespaces.js';

export const cpStatusType = acdp.enumeration('cpStatusType', ['StateA', 'StateB', 'StateC', 'StateD', 'StateE']);
export type cpStatusType = Static<typeof cpStatusType>;

export const errorCodeType = acdp.enumeration('errorCodeType', [
  'OK_NoEVError',
  'FAILED',
  'FAILED_EmergencyEvent',
  'FAILED_Breaker',
  'FAILED_RESSTemperatureInhibit',
  'FAILED_RESS',
  'FAILED_ChargingCurrentDifferential',
  'FAILED_ChargingVoltageOutOfRange',
  'FAILED_Reserved1',
  'FAILED_Reserved2',
]);
export type errorCodeType = Static<typeof errorCodeType>;

export const EVTechnicalStatusType = acdp.complexType('EVTechnicalStatusType', {
  sequence: [
    acdp.element('EVReadyToCharge', xs.boolean),
    acdp.element('EVImmobilizationRequest', xs.boolean),
    acdp.element('EVImmobilized', xs.boolean, { minOccurs: 0 }),
    acdp.element('EVWLANStrength', RationalNumberType, { minOccurs: 0 }),
    acdp.element('EVCPStatus', cpStatusType, { minOccurs: 0 }),
    acdp.element('EVSOC', percentValueType, { minOccurs: 0 }),
    acdp.element('EVErrorCode', errorCodeType, { minOccurs: 0 }),
    acdp.element('EVTimeout', xs.boolean, { minOccurs: 0 }),
  ],
});
export type EVTechnicalStatusType = Static<typeof EVTechnicalStatusType>;

export const ACDP_SystemStatusReqType = acdp.complexType('ACDP_SystemStatusReqType', {
  extends: V2GRequestType,
  sequence: [acdp.element('EVTechnicalStatus', EVTechnicalStatusType)],
});
export type ACDP_SystemStatusReqType = Static<typeof ACDP_SystemStatusReqType>;

export const isolationStatusType = acdp.enumeration('isolationStatusType', ['Invalid', 'Safe', 'Warning', 'Fault']);
export type isolationStatusType = Static<typeof isolationStatusType>;

export const ACDP_SystemStatusResType = acdp.complexType('ACDP_SystemStatusResType', {
  extends: V2GResponseType,
  sequence: [
    acdp.element('EVSEMechanicalChargingDeviceStatus', mechanicalChargingDeviceStatusType),
    acdp.element('EVSEReadyToCharge', xs.boolean),
    acdp.element('EVSEIsolationStatus', isolationStatusType),
    acdp.element('EVSEDisabled', xs.boolean),
    acdp.element('EVSEUtilityInterruptEvent', xs.boolean),
    acdp.element('EVSEEmergencyShutdown', xs.boolean),
    acdp.element('EVSEMalfunction', xs.boolean),
    acdp.element('EVInChargePosition', xs.boolean),
    acdp.element('EVAssociationStatus', xs.boolean),
  ],
});
export type ACDP_SystemStatusResType = Static<typeof ACDP_SystemStatusResType>;

/** Pantograph: state of the vehicle before and during the connection (8.3.4.7). */
export const ACDP_SystemStatusReq = acdp.globalElement('ACDP_SystemStatusReq', ACDP_SystemStatusReqType, {
  clause: '8.3.4.7',
});
export type ACDP_SystemStatusReq = Static<typeof ACDP_SystemStatusReq>;

/** State of the charger (8.3.4.7). */
export const ACDP_SystemStatusRes = acdp.globalElement('ACDP_SystemStatusRes', ACDP_SystemStatusResType, {
  clause: '8.3.4.7',
});
export type ACDP_SystemStatusRes = Static<typeof ACDP_SystemStatusRes>;
