// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { X509IssuerSerialType } from '../../xmldsig/index.js';
import { commonTypes } from './namespaces.js';

/** The roots that the vehicle has, by issuer and serial number (8.3.5.3.27). */
export const ListOfRootCertificateIDsType = commonTypes.complexType(
  'ListOfRootCertificateIDsType',
  { sequence: [commonTypes.element('RootCertificateID', X509IssuerSerialType, { maxOccurs: 20 })] },
  { clause: '8.3.5.3.27' },
);
export type ListOfRootCertificateIDsType = Static<typeof ListOfRootCertificateIDsType>;
