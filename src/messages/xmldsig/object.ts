// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, ref, type Static, xs } from '../../wire/exi/notation.js';
import { xmldsigNamespace } from './namespaces.js';
import { Reference } from './reference.js';

export const ObjectType = xmldsigNamespace.complexType('ObjectType', {
  mixed: true,
  sequence: [any('##any', 'lax')],
  occurs: { minOccurs: 0, maxOccurs: 'unbounded' },
  attributes: [
    xmldsigNamespace.attribute('Id', xs.ID),
    xmldsigNamespace.attribute('MimeType', xs.string),
    xmldsigNamespace.attribute('Encoding', xs.anyURI),
  ],
});
export type ObjectType = Static<typeof ObjectType>;

/** Any content inside the signature (4.5). */
export const ObjectElement = xmldsigNamespace.globalElement('Object', ObjectType, { clause: '4.5' });
export type ObjectElement = Static<typeof ObjectElement>;

export const ManifestType = xmldsigNamespace.complexType('ManifestType', {
  sequence: [ref(Reference, { maxOccurs: 'unbounded' })],
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type ManifestType = Static<typeof ManifestType>;

export const SignaturePropertyType = xmldsigNamespace.complexType('SignaturePropertyType', {
  mixed: true,
  choice: [any('##other', 'lax')],
  occurs: { maxOccurs: 'unbounded' },
  attributes: [xmldsigNamespace.requiredAttribute('Target', xs.anyURI), xmldsigNamespace.attribute('Id', xs.ID)],
});
export type SignaturePropertyType = Static<typeof SignaturePropertyType>;

export const SignatureProperty = xmldsigNamespace.globalElement('SignatureProperty', SignaturePropertyType);
export type SignatureProperty = Static<typeof SignatureProperty>;

export const SignaturePropertiesType = xmldsigNamespace.complexType('SignaturePropertiesType', {
  sequence: [ref(SignatureProperty, { maxOccurs: 'unbounded' })],
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type SignaturePropertiesType = Static<typeof SignaturePropertiesType>;

/** References that the application, not the signature, validates (5.1). */
export const Manifest = xmldsigNamespace.globalElement('Manifest', ManifestType, { clause: '5.1' });
export type Manifest = Static<typeof Manifest>;

/** Statements about the signature, such as its time (5.2). */
export const SignatureProperties = xmldsigNamespace.globalElement('SignatureProperties', SignaturePropertiesType, {
  clause: '5.2',
});
export type SignatureProperties = Static<typeof SignatureProperties>;
