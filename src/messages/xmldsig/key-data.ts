// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, choice, type Static, sequence, xs } from '../../wire/exi/notation.js';
import { xmldsigNamespace } from './namespaces.js';

/** Names a certificate by its issuer and serial number; ISO 15118 lists root certificates this way (4.4.4). */
export const X509IssuerSerialType = xmldsigNamespace.complexType(
  'X509IssuerSerialType',
  {
    sequence: [
      xmldsigNamespace.element('X509IssuerName', xs.string),
      xmldsigNamespace.element('X509SerialNumber', xs.integer),
    ],
  },
  { clause: '4.4.4' },
);
export type X509IssuerSerialType = Static<typeof X509IssuerSerialType>;

export const X509DataType = xmldsigNamespace.complexType('X509DataType', {
  sequence: [
    choice([
      xmldsigNamespace.element('X509IssuerSerial', X509IssuerSerialType),
      xmldsigNamespace.element('X509SKI', xs.base64Binary),
      xmldsigNamespace.element('X509SubjectName', xs.string),
      xmldsigNamespace.element('X509Certificate', xs.base64Binary),
      xmldsigNamespace.element('X509CRL', xs.base64Binary),
      any('##other', 'lax'),
    ]),
  ],
  occurs: { maxOccurs: 'unbounded' },
});
export type X509DataType = Static<typeof X509DataType>;

/** Certificates, or what identifies them (4.4.4). */
export const X509Data = xmldsigNamespace.globalElement('X509Data', X509DataType, { clause: '4.4.4' });
export type X509Data = Static<typeof X509Data>;

export const PGPDataType = xmldsigNamespace.complexType('PGPDataType', {
  choice: [
    sequence([
      xmldsigNamespace.element('PGPKeyID', xs.base64Binary),
      xmldsigNamespace.element('PGPKeyPacket', xs.base64Binary, { minOccurs: 0 }),
      any('##other', 'lax', { minOccurs: 0, maxOccurs: 'unbounded' }),
    ]),
    sequence([
      xmldsigNamespace.element('PGPKeyPacket', xs.base64Binary),
      any('##other', 'lax', { minOccurs: 0, maxOccurs: 'unbounded' }),
    ]),
  ],
});
export type PGPDataType = Static<typeof PGPDataType>;

/** A PGP key (4.4.5). */
export const PGPData = xmldsigNamespace.globalElement('PGPData', PGPDataType, { clause: '4.4.5' });
export type PGPData = Static<typeof PGPData>;

export const SPKIDataType = xmldsigNamespace.complexType('SPKIDataType', {
  sequence: [xmldsigNamespace.element('SPKISexp', xs.base64Binary), any('##other', 'lax', { minOccurs: 0 })],
  occurs: { maxOccurs: 'unbounded' },
});
export type SPKIDataType = Static<typeof SPKIDataType>;

/** An SPKI key (4.4.6). */
export const SPKIData = xmldsigNamespace.globalElement('SPKIData', SPKIDataType, { clause: '4.4.6' });
export type SPKIData = Static<typeof SPKIData>;
