// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { rootCertificateIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';

export const certificateType = msgDataTypes.simpleType('certificateType', xs.base64Binary, { maxLength: 1200 });

export const SubCertificatesType = msgDataTypes.complexType('SubCertificatesType', {
  sequence: [msgDataTypes.element('Certificate', certificateType, { maxOccurs: 'unbounded' })],
});
export type SubCertificatesType = Static<typeof SubCertificatesType>;

export const CertificateChainType = msgDataTypes.complexType('CertificateChainType', {
  sequence: [
    msgDataTypes.element('Certificate', certificateType),
    msgDataTypes.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
  ],
});
export type CertificateChainType = Static<typeof CertificateChainType>;

export const genChallengeType = msgDataTypes.simpleType('genChallengeType', xs.string);

export const ListOfRootCertificateIDsType = msgDataTypes.complexType('ListOfRootCertificateIDsType', {
  sequence: [msgDataTypes.element('RootCertificateID', rootCertificateIDType, { maxOccurs: 'unbounded' })],
});
export type ListOfRootCertificateIDsType = Static<typeof ListOfRootCertificateIDsType>;

export const dHParamsType = msgDataTypes.simpleType('dHParamsType', xs.base64Binary, { maxLength: 256 });

export const privateKeyType = msgDataTypes.simpleType('privateKeyType', xs.base64Binary, { maxLength: 128 });
