// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { CertificateChainType, genChallengeType } from './certificates.js';
import { contractIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

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

/** Shows the contract certificate chain; in the schema, not used by DIN SPEC 70121 (9.4.1). */
export const PaymentDetailsReq = msgBody.globalElement('PaymentDetailsReq', PaymentDetailsReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1',
});
export type PaymentDetailsReq = Static<typeof PaymentDetailsReq>;

/** The challenge to sign; not used by DIN SPEC 70121 (9.4.1). */
export const PaymentDetailsRes = msgBody.globalElement('PaymentDetailsRes', PaymentDetailsResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1',
});
export type PaymentDetailsRes = Static<typeof PaymentDetailsRes>;
