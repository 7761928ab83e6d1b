// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { genChallengeType } from './certificates.js';
import { msgBody } from './namespaces.js';
import { EVSEProcessingType, responseCodeType } from './response-code.js';

export const ContractAuthenticationReqType = msgBody.complexType('ContractAuthenticationReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('GenChallenge', genChallengeType, { minOccurs: 0 })],
  attributes: [msgBody.attribute('Id', xs.IDREF)],
});
export type ContractAuthenticationReqType = Static<typeof ContractAuthenticationReqType>;

export const ContractAuthenticationResType = msgBody.complexType('ContractAuthenticationResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), msgBody.element('EVSEProcessing', EVSEProcessingType)],
});
export type ContractAuthenticationResType = Static<typeof ContractAuthenticationResType>;

/** Asks whether charging is authorized (9.4.1.5). */
export const ContractAuthenticationReq = msgBody.globalElement(
  'ContractAuthenticationReq',
  ContractAuthenticationReqType,
  { substitutionGroup: BodyElement, clause: '9.4.1.5' },
);
export type ContractAuthenticationReq = Static<typeof ContractAuthenticationReq>;

/** Authorized, or still being processed (9.4.1.5). */
export const ContractAuthenticationRes = msgBody.globalElement(
  'ContractAuthenticationRes',
  ContractAuthenticationResType,
  { substitutionGroup: BodyElement, clause: '9.4.1.5' },
);
export type ContractAuthenticationRes = Static<typeof ContractAuthenticationRes>;
