// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVSEStatusType, DC_EVStatusType, PhysicalValueType, responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const CurrentDemandReqType = msgBody.complexType('CurrentDemandReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('DC_EVStatus', DC_EVStatusType),
    msgBody.element('EVTargetCurrent', PhysicalValueType),
    msgBody.element('EVMaximumVoltageLimit', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('EVMaximumCurrentLimit', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('EVMaximumPowerLimit', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('BulkChargingComplete', xs.boolean, { minOccurs: 0 }),
    msgBody.element('ChargingComplete', xs.boolean),
    msgBody.element('RemainingTimeToFullSoC', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('RemainingTimeToBulkSoC', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('EVTargetVoltage', PhysicalValueType),
  ],
});
export type CurrentDemandReqType = Static<typeof CurrentDemandReqType>;

export const CurrentDemandResType = msgBody.complexType('CurrentDemandResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
    msgBody.element('EVSEPresentCurrent', PhysicalValueType),
    msgBody.element('EVSECurrentLimitAchieved', xs.boolean),
    msgBody.element('EVSEVoltageLimitAchieved', xs.boolean),
    msgBody.element('EVSEPowerLimitAchieved', xs.boolean),
    msgBody.element('EVSEMaximumVoltageLimit', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('EVSEMaximumCurrentLimit', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('EVSEMaximumPowerLimit', PhysicalValueType, { minOccurs: 0 }),
  ],
});
export type CurrentDemandResType = Static<typeof CurrentDemandResType>;

export const CurrentDemandReq = msgBody.globalElement('CurrentDemandReq', CurrentDemandReqType, {
  substitutionGroup: BodyElement,
});
export type CurrentDemandReq = Static<typeof CurrentDemandReq>;

export const CurrentDemandRes = msgBody.globalElement('CurrentDemandRes', CurrentDemandResType, {
  substitutionGroup: BodyElement,
});
export type CurrentDemandRes = Static<typeof CurrentDemandRes>;
