// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { X509IssuerSerialType } from '../xmldsig/index.js';
import { msgDataTypes } from './namespaces.js';

export const genChallengeType = msgDataTypes.simpleType('genChallengeType', xs.base64Binary, { length: 16 });

export const certificateType = msgDataTypes.simpleType('certificateType', xs.base64Binary, { maxLength: 800 });

export const ListOfRootCertificateIDsType = msgDataTypes.complexType('ListOfRootCertificateIDsType', {
  sequence: [msgDataTypes.element('RootCertificateID', X509IssuerSerialType, { maxOccurs: 20 })],
});
export type ListOfRootCertificateIDsType = Static<typeof ListOfRootCertificateIDsType>;

/** Up to four sub-CA certificates, DER, without the root (8.5.2.26). */
export const SubCertificatesType = msgDataTypes.complexType(
  'SubCertificatesType',
  { sequence: [msgDataTypes.element('Certificate', certificateType, { maxOccurs: 4 })] },
  { clause: '8.5.2.26' },
);
export type SubCertificatesType = Static<typeof SubCertificatesType>;

/** A leaf certificate and up to four sub-CA certificates, DER (8.5.2.5). */
export const CertificateChainType = msgDataTypes.complexType(
  'CertificateChainType',
  {
    sequence: [
      msgDataTypes.element('Certificate', certificateType),
      msgDataTypes.element('SubCertificates', SubCertificatesType, { minOccurs: 0 }),
    ],
    attributes: [msgDataTypes.attribute('Id', xs.ID)],
  },
  { clause: '8.5.2.5' },
);
export type CertificateChainType = Static<typeof CertificateChainType>;

export const privateKeyType = msgDataTypes.simpleType('privateKeyType', xs.base64Binary, { maxLength: 48 });

/** The contract private key, encrypted for the vehicle (8.5.2.28). */
export const ContractSignatureEncryptedPrivateKeyType = msgDataTypes.complexType(
  'ContractSignatureEncryptedPrivateKeyType',
  { simpleContent: privateKeyType, attributes: [msgDataTypes.requiredAttribute('Id', xs.ID)] },
  { clause: '8.5.2.28' },
);
export type ContractSignatureEncryptedPrivateKeyType = Static<typeof ContractSignatureEncryptedPrivateKeyType>;

export const dHpublickeyType = msgDataTypes.simpleType('dHpublickeyType', xs.base64Binary, { maxLength: 65 });

/** The ephemeral public key that the private key was encrypted with (8.5.2.29). */
export const DiffieHellmanPublickeyType = msgDataTypes.complexType(
  'DiffieHellmanPublickeyType',
  { simpleContent: dHpublickeyType, attributes: [msgDataTypes.requiredAttribute('Id', xs.ID)] },
  { clause: '8.5.2.29' },
);
export type DiffieHellmanPublickeyType = Static<typeof DiffieHellmanPublickeyType>;
