// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVSEStatusType, DC_EVStatusType, PhysicalValueType, responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const PreChargeReqType = msgBody.complexType('PreChargeReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('DC_EVStatus', DC_EVStatusType),
    msgBody.element('EVTargetVoltage', PhysicalValueType),
    msgBody.element('EVTargetCurrent', PhysicalValueType),
  ],
});
export type PreChargeReqType = Static<typeof PreChargeReqType>;

export const PreChargeResType = msgBody.complexType('PreChargeResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
  ],
});
export type PreChargeResType = Static<typeof PreChargeResType>;

export const PreChargeReq = msgBody.globalElement('PreChargeReq', PreChargeReqType, { substitutionGroup: BodyElement });
export type PreChargeReq = Static<typeof PreChargeReq>;

export const PreChargeRes = msgBody.globalElement('PreChargeRes', PreChargeResType, { substitutionGroup: BodyElement });
export type PreChargeRes = Static<typeof PreChargeRes>;
