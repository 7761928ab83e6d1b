// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { CertificateChainType, dHParamsType, ListOfRootCertificateIDsType, privateKeyType } from './certificates.js';
import { contractIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

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

/** Renews a contract certificate; in the schema, not used by DIN SPEC 70121 (9.4). */
export const CertificateUpdateReq = msgBody.globalElement('CertificateUpdateReq', CertificateUpdateReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type CertificateUpdateReq = Static<typeof CertificateUpdateReq>;

/** The new contract certificate; not used by DIN SPEC 70121 (9.4). */
export const CertificateUpdateRes = msgBody.globalElement('CertificateUpdateRes', CertificateUpdateResType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type CertificateUpdateRes = Static<typeof CertificateUpdateRes>;
