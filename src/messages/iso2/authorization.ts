// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { genChallengeType } from './certificates.js';
import { msgBody } from './namespaces.js';
import { EVSEProcessingType, responseCodeType } from './response-code.js';

export const AuthorizationReqType = msgBody.complexType('AuthorizationReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('GenChallenge', genChallengeType, { minOccurs: 0 })],
  attributes: [msgBody.attribute('Id', xs.ID)],
});
export type AuthorizationReqType = Static<typeof AuthorizationReqType>;

/** Asks whether charging is authorized; with a contract it carries the signed challenge (8.4.3.7). */
export const AuthorizationReq = msgBody.globalElement('AuthorizationReq', AuthorizationReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.7',
});
export type AuthorizationReq = Static<typeof AuthorizationReq>;

export const AuthorizationResType = msgBody.complexType('AuthorizationResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), msgBody.element('EVSEProcessing', EVSEProcessingType)],
});
export type AuthorizationResType = Static<typeof AuthorizationResType>;

/** Authorized, or still being processed (8.4.3.7). */
export const AuthorizationRes = msgBody.globalElement('AuthorizationRes', AuthorizationResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.7',
});
export type AuthorizationRes = Static<typeof AuthorizationRes>;
