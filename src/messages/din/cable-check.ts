// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVSEStatusType, DC_EVStatusType, EVSEProcessingType, responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const CableCheckReqType = msgBody.complexType('CableCheckReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('DC_EVStatus', DC_EVStatusType)],
});
export type CableCheckReqType = Static<typeof CableCheckReqType>;

export const CableCheckResType = msgBody.complexType('CableCheckResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEProcessing', EVSEProcessingType),
  ],
});
export type CableCheckResType = Static<typeof CableCheckResType>;

export const CableCheckReq = msgBody.globalElement('CableCheckReq', CableCheckReqType, {
  substitutionGroup: BodyElement,
});
export type CableCheckReq = Static<typeof CableCheckReq>;

export const CableCheckRes = msgBody.globalElement('CableCheckRes', CableCheckResType, {
  substitutionGroup: BodyElement,
});
export type CableCheckRes = Static<typeof CableCheckRes>;
