// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  CertificateChainType,
  certificateType,
  contractIDType,
  dHParamsType,
  ListOfRootCertificateIDsType,
  privateKeyType,
  responseCodeType,
} from './datatypes.js';
import { msgBody } from './namespaces.js';

export const CertificateInstallationReqType = msgBody.complexType('CertificateInstallationReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('OEMProvisioningCert', certificateType),
    msgBody.element('ListOfRootCertificateIDs', ListOfRootCertificateIDsType),
    msgBody.element('DHParams', dHParamsType),
  ],
  attributes: [msgBody.attribute('Id', xs.IDREF)],
});
export type CertificateInstallationReqType = Static<typeof CertificateInstallationReqType>;

export const CertificateInstallationResType = msgBody.complexType('CertificateInstallationResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('ContractSignatureEncryptedPrivateKey', privateKeyType),
    msgBody.element('DHParams', dHParamsType),
    msgBody.element('ContractID', contractIDType),
  ],
  attributes: [msgBody.requiredAttribute('Id', xs.IDREF)],
});
export type CertificateInstallationResType = Static<typeof CertificateInstallationResType>;

export const CertificateInstallationReq = msgBody.globalElement(
  'CertificateInstallationReq',
  CertificateInstallationReqType,
  { substitutionGroup: BodyElement },
);
export type CertificateInstallationReq = Static<typeof CertificateInstallationReq>;

export const CertificateInstallationRes = msgBody.globalElement(
  'CertificateInstallationRes',
  CertificateInstallationResType,
  { substitutionGroup: BodyElement },
);
export type CertificateInstallationRes = Static<typeof CertificateInstallationRes>;
