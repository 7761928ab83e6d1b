// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { CertificateChainType, genChallengeType } from './certificates.js';
import { eMAIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const PaymentDetailsReqType = msgBody.complexType('PaymentDetailsReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('eMAID', eMAIDType), msgBody.element('ContractSignatureCertChain', CertificateChainType)],
});
export type PaymentDetailsReqType = Static<typeof PaymentDetailsReqType>;

/** Plug and Charge: the vehicle shows its contract certificate chain (8.4.3.6). */
export const PaymentDetailsReq = msgBody.globalElement('PaymentDetailsReq', PaymentDetailsReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.6',
});
export type PaymentDetailsReq = Static<typeof PaymentDetailsReq>;

export const PaymentDetailsResType = msgBody.complexType('PaymentDetailsResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('GenChallenge', genChallengeType),
    msgBody.element('EVSETimeStamp', xs.long, { unit: 's' }),
  ],
});
export type PaymentDetailsResType = Static<typeof PaymentDetailsResType>;

/** The challenge that the vehicle must sign next (8.4.3.6). */
export const PaymentDetailsRes = msgBody.globalElement('PaymentDetailsRes', PaymentDetailsResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.6',
});
export type PaymentDetailsRes = Static<typeof PaymentDetailsRes>;
