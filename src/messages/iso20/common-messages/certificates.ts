// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { commonMessages } from './namespaces.js';

export const certificateType = commonMessages.simpleType('certificateType', xs.base64Binary, { maxLength: 1600 });

export const SubCertificatesType = commonMessages.complexType('SubCertificatesType', {
  sequence: [commonMessages.element('Certificate', certificateType, { maxOccurs: 3 })],
});
export type SubCertificatesType = Static<typeof SubCertificatesType>;

export const ContractCertificateChainType = commonMessages.complexType('ContractCertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType),
  ],
});
export type ContractCertificateChainType = Static<typeof ContractCertificateChainType>;

export const SignedCertificateChainType = commonMessages.complexType('SignedCertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
  attributes: [commonMessages.requiredAttribute('Id', xs.ID)],
});
export type SignedCertificateChainType = Static<typeof SignedCertificateChainType>;

export const CertificateChainType = commonMessages.complexType('CertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
});
export type CertificateChainType = Static<typeof CertificateChainType>;
