// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  CertificateChainType,
  ContractSignatureEncryptedPrivateKeyType,
  certificateType,
  DiffieHellmanPublickeyType,
  ListOfRootCertificateIDsType,
} from './certificates.js';
import { EMAIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const CertificateInstallationReqType = msgBody.complexType('CertificateInstallationReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('OEMProvisioningCert', certificateType),
    msgBody.element('ListOfRootCertificateIDs', ListOfRootCertificateIDsType),
  ],
  attributes: [msgBody.requiredAttribute('Id', xs.ID)],
});
export type CertificateInstallationReqType = Static<typeof CertificateInstallationReqType>;

/** Fetches a first contract certificate; signed with the OEM provisioning key (8.4.3.11). */
export const CertificateInstallationReq = msgBody.globalElement(
  'CertificateInstallationReq',
  CertificateInstallationReqType,
  { substitutionGroup: BodyElement, clause: '8.4.3.11' },
);
export type CertificateInstallationReq = Static<typeof CertificateInstallationReq>;

export const CertificateInstallationResType = msgBody.complexType('CertificateInstallationResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('SAProvisioningCertificateChain', CertificateChainType),
    msgBody.element('ContractSignatureCertChain', CertificateChainType),
    msgBody.element('ContractSignatureEncryptedPrivateKey', ContractSignatureEncryptedPrivateKeyType),
    msgBody.element('DHpublickey', DiffieHellmanPublickeyType),
    msgBody.element('eMAID', EMAIDType),
  ],
});
export type CertificateInstallationResType = Static<typeof CertificateInstallationResType>;

/** The contract certificate with its encrypted private key (8.4.3.11). */
export const CertificateInstallationRes = msgBody.globalElement(
  'CertificateInstallationRes',
  CertificateInstallationResType,
  { substitutionGroup: BodyElement, clause: '8.4.3.11' },
);
export type CertificateInstallationRes = Static<typeof CertificateInstallationRes>;
