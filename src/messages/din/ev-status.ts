// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

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
    msgDataTypes.element('EVRESSSOC', percentValueType, { unit: '%' }),
  ],
});
export type DC_EVStatusType = Static<typeof DC_EVStatusType>;

export const EVStatus = msgDataTypes.globalElement('EVStatus', EVStatusType);
export type EVStatus = Static<typeof EVStatus>;

export const DC_EVStatus = msgDataTypes.globalElement('DC_EVStatus', DC_EVStatusType, { substitutionGroup: EVStatus });
export type DC_EVStatus = Static<typeof DC_EVStatus>;
