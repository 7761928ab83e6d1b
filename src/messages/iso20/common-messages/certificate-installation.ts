// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import {
  identifierType,
  ListOfRootCertificateIDsType,
  processingType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { CertificateChainType, SignedCertificateChainType } from './certificates.js';
import { commonMessages } from './namespaces.js';
import { SignedInstallationDataType } from './signed-installation-data.js';

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

/** Fetches contract certificates; signed with the OEM provisioning key (8.3.4.3.9). */
export const CertificateInstallationReq = commonMessages.globalElement(
  'CertificateInstallationReq',
  CertificateInstallationReqType,
  { clause: '8.3.4.3.9' },
);
export type CertificateInstallationReq = Static<typeof CertificateInstallationReq>;

/** A contract certificate chain with its encrypted private key (8.3.4.3.9). */
export const CertificateInstallationRes = commonMessages.globalElement(
  'CertificateInstallationRes',
  CertificateInstallationResType,
  { clause: '8.3.4.3.9' },
);
export type CertificateInstallationRes = Static<typeof CertificateInstallationRes>;
