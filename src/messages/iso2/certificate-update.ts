// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  CertificateChainType,
  ContractSignatureEncryptedPrivateKeyType,
  DiffieHellmanPublickeyType,
  ListOfRootCertificateIDsType,
} from './certificates.js';
import { EMAIDType, eMAIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const CertificateUpdateReqType = msgBody.complexType('CertificateUpdateReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('eMAID', eMAIDType),
    msgBody.element('ListOfRootCertificateIDs', ListOfRootCertificateIDsType),
  ],
  attributes: [msgBody.requiredAttribute('Id', xs.ID)],
});
export type CertificateUpdateReqType = Static<typeof CertificateUpdateReqType>;

/** Renews a contract certificate that is still valid; signed with its key (8.4.3.10). */
export const CertificateUpdateReq = msgBody.globalElement('CertificateUpdateReq', CertificateUpdateReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.10',
});
export type CertificateUpdateReq = Static<typeof CertificateUpdateReq>;

export const CertificateUpdateResType = msgBody.complexType('CertificateUpdateResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('SAProvisioningCertificateChain', CertificateChainType),
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('ContractSignatureEncryptedPrivateKey', ContractSignatureEncryptedPrivateKeyType),
    msgBody.element('DHpublickey', DiffieHellmanPublickeyType),
    msgBody.element('eMAID', EMAIDType),
    msgBody.element('RetryCounter', xs.short, { minOccurs: 0 }),
  ],
});
export type CertificateUpdateResType = Static<typeof CertificateUpdateResType>;

/** The new contract certificate with its encrypted private key (8.4.3.10). */
export const CertificateUpdateRes = msgBody.globalElement('CertificateUpdateRes', CertificateUpdateResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.10',
});
export type CertificateUpdateRes = Static<typeof CertificateUpdateRes>;
