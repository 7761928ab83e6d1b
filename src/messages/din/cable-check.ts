// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { DC_EVSEStatusType } from './evse-status.js';
import { msgBody } from './namespaces.js';
import { EVSEProcessingType, responseCodeType } from './response-code.js';

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

/** Starts the isolation test of the cable and repeats until it is done (9.4.2.2). */
export const CableCheckReq = msgBody.globalElement('CableCheckReq', CableCheckReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.2',
});
export type CableCheckReq = Static<typeof CableCheckReq>;

/** Progress and result of the isolation test (9.4.2.2). */
export const CableCheckRes = msgBody.globalElement('CableCheckRes', CableCheckResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.2',
});
export type CableCheckRes = Static<typeof CableCheckRes>;
