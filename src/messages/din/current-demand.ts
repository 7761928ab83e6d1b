// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { DC_EVSEStatusType } from './evse-status.js';
import { msgBody } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

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

/** Charge loop: the current and voltage that the vehicle wants now (9.4.2.4). */
export const CurrentDemandReq = msgBody.globalElement('CurrentDemandReq', CurrentDemandReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.4',
});
export type CurrentDemandReq = Static<typeof CurrentDemandReq>;

/** Charge loop: what the charger delivers and which of its limits it has reached (9.4.2.4). */
export const CurrentDemandRes = msgBody.globalElement('CurrentDemandRes', CurrentDemandResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.4',
});
export type CurrentDemandRes = Static<typeof CurrentDemandRes>;
