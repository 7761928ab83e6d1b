// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
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

/** DC: starts the isolation test of the cable and repeats until it is done (8.4.5.2). */
export const CableCheckReq = msgBody.globalElement('CableCheckReq', CableCheckReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.5.2',
});
export type CableCheckReq = Static<typeof CableCheckReq>;

export const CableCheckResType = msgBody.complexType('CableCheckResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEProcessing', EVSEProcessingType),
  ],
});
export type CableCheckResType = Static<typeof CableCheckResType>;

/** Progress and result of the isolation test (8.4.5.2). */
export const CableCheckRes = msgBody.globalElement('CableCheckRes', CableCheckResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.5.2',
});
export type CableCheckRes = Static<typeof CableCheckRes>;
