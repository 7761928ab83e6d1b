// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import {
  identifierType,
  ListOfRootCertificateIDsType,
  processingType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { certificateType, SignedInstallationDataType, SubCertificatesType } from './datatypes.js';
import { commonMessages } from './namespaces.js';

export const SignedCertificateChainType = commonMessages.complexType('SignedCertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
  attributes: [commonMessages.requiredAttribute('Id', xs.ID)],
});
export type SignedCertificateChainType = Static<typeof SignedCertificateChainType>;

export const EMAIDListType = commonMessages.complexType('EMAIDListType', {
  sequence: [commonMessages.element('EMAID', identifierType, { maxOccurs: 8 })],
});
export type EMAIDListType = Static<typeof EMAIDListType>;

export const CertificateInstallationReqType = commonMessages.complexType('CertificateInstallationReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('OEMProvisioningCertificateChain', SignedCertificateChainType),
    commonMessages.element('ListOfRootCertificateIDs', ListOfRootCertificateIDsType),
    commonMessages.element('MaximumContractCertificateChains', xs.unsignedByte),
    commonMessages.element('PrioritizedEMAIDs', EMAIDListType, { minOccurs: 0 }),
  ],
});
export type CertificateInstallationReqType = Static<typeof CertificateInstallationReqType>;

export const CertificateChainType = commonMessages.complexType('CertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
});
export type CertificateChainType = Static<typeof CertificateChainType>;

export const CertificateInstallationResType = commonMessages.complexType('CertificateInstallationResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('EVSEProcessing', processingType),
    commonMessages.element('CPSCertificateChain', CertificateChainType),
    commonMessages.element('SignedInstallationData', SignedInstallationDataType),
    commonMessages.element('RemainingContractCertificateChains', xs.unsignedByte),
  ],
});
export type CertificateInstallationResType = Static<typeof CertificateInstallationResType>;

export const CertificateInstallationReq = commonMessages.globalElement(
  'CertificateInstallationReq',
  CertificateInstallationReqType,
);
export type CertificateInstallationReq = Static<typeof CertificateInstallationReq>;

export const CertificateInstallationRes = commonMessages.globalElement(
  'CertificateInstallationRes',
  CertificateInstallationResType,
);
export type CertificateInstallationRes = Static<typeof CertificateInstallationRes>;
