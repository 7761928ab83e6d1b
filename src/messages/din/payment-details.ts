// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { CertificateChainType, contractIDType, genChallengeType, responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const PaymentDetailsReqType = msgBody.complexType('PaymentDetailsReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ContractID', contractIDType),
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
  ],
});
export type PaymentDetailsReqType = Static<typeof PaymentDetailsReqType>;

export const PaymentDetailsResType = msgBody.complexType('PaymentDetailsResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('GenChallenge', genChallengeType),
    msgBody.element('DateTimeNow', xs.long),
  ],
});
export type PaymentDetailsResType = Static<typeof PaymentDetailsResType>;

export const PaymentDetailsReq = msgBody.globalElement('PaymentDetailsReq', PaymentDetailsReqType, {
  substitutionGroup: BodyElement,
});
export type PaymentDetailsReq = Static<typeof PaymentDetailsReq>;

export const PaymentDetailsRes = msgBody.globalElement('PaymentDetailsRes', PaymentDetailsResType, {
  substitutionGroup: BodyElement,
});
export type PaymentDetailsRes = Static<typeof PaymentDetailsRes>;
