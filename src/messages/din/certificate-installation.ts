// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  CertificateChainType,
  certificateType,
  dHParamsType,
  ListOfRootCertificateIDsType,
  privateKeyType,
} from './certificates.js';
import { contractIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

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

/** Fetches a contract certificate; in the schema, not used by DIN SPEC 70121 (9.4). */
export const CertificateInstallationReq = msgBody.globalElement(
  'CertificateInstallationReq',
  CertificateInstallationReqType,
  { substitutionGroup: BodyElement, clause: '9.4' },
);
export type CertificateInstallationReq = Static<typeof CertificateInstallationReq>;

/** The contract certificate; not used by DIN SPEC 70121 (9.4). */
export const CertificateInstallationRes = msgBody.globalElement(
  'CertificateInstallationRes',
  CertificateInstallationResType,
  { substitutionGroup: BodyElement, clause: '9.4' },
);
export type CertificateInstallationRes = Static<typeof CertificateInstallationRes>;
