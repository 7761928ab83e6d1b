// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVSEStatusType, DC_EVStatusType, PhysicalValueType, responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const WeldingDetectionReqType = msgBody.complexType('WeldingDetectionReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('DC_EVStatus', DC_EVStatusType)],
});
export type WeldingDetectionReqType = Static<typeof WeldingDetectionReqType>;

export const WeldingDetectionResType = msgBody.complexType('WeldingDetectionResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
  ],
});
export type WeldingDetectionResType = Static<typeof WeldingDetectionResType>;

export const WeldingDetectionReq = msgBody.globalElement('WeldingDetectionReq', WeldingDetectionReqType, {
  substitutionGroup: BodyElement,
});
export type WeldingDetectionReq = Static<typeof WeldingDetectionReq>;

export const WeldingDetectionRes = msgBody.globalElement('WeldingDetectionRes', WeldingDetectionResType, {
  substitutionGroup: BodyElement,
});
export type WeldingDetectionRes = Static<typeof WeldingDetectionRes>;
