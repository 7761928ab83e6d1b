// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  CertificateChainType,
  contractIDType,
  dHParamsType,
  ListOfRootCertificateIDsType,
  privateKeyType,
  responseCodeType,
} from './datatypes.js';
import { msgBody } from './namespaces.js';

export const CertificateUpdateReqType = msgBody.complexType('CertificateUpdateReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('ContractID', contractIDType),
    msgBody.element('ListOfRootCertificateIDs', ListOfRootCertificateIDsType),
    msgBody.element('DHParams', dHParamsType),
  ],
  attributes: [msgBody.attribute('Id', xs.IDREF)],
});
export type CertificateUpdateReqType = Static<typeof CertificateUpdateReqType>;

export const CertificateUpdateResType = msgBody.complexType('CertificateUpdateResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('ContractSignatureEncryptedPrivateKey', privateKeyType),
    msgBody.element('DHParams', dHParamsType),
    msgBody.element('ContractID', contractIDType),
    msgBody.element('RetryCounter', xs.short),
  ],
  attributes: [msgBody.requiredAttribute('Id', xs.IDREF)],
});
export type CertificateUpdateResType = Static<typeof CertificateUpdateResType>;

export const CertificateUpdateReq = msgBody.globalElement('CertificateUpdateReq', CertificateUpdateReqType, {
  substitutionGroup: BodyElement,
});
export type CertificateUpdateReq = Static<typeof CertificateUpdateReq>;

export const CertificateUpdateRes = msgBody.globalElement('CertificateUpdateRes', CertificateUpdateResType, {
  substitutionGroup: BodyElement,
});
export type CertificateUpdateRes = Static<typeof CertificateUpdateRes>;
