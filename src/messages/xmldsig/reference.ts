// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, ref, type Static, xs } from '../../wire/exi/notation.js';
import { xmldsigNamespace } from './namespaces.js';

export const TransformType = xmldsigNamespace.complexType('TransformType', {
  mixed: true,
  choice: [any('##other', 'lax'), xmldsigNamespace.element('XPath', xs.string)],
  occurs: { minOccurs: 0, maxOccurs: 'unbounded' },
  attributes: [xmldsigNamespace.requiredAttribute('Algorithm', xs.anyURI)],
});
export type TransformType = Static<typeof TransformType>;

/** A step between the referred part and the bytes that are digested (4.3.3.4). */
export const Transform = xmldsigNamespace.globalElement('Transform', TransformType, { clause: '4.3.3.4' });
export type Transform = Static<typeof Transform>;

export const TransformsType = xmldsigNamespace.complexType('TransformsType', {
  sequence: [ref(Transform, { maxOccurs: 'unbounded' })],
});
export type TransformsType = Static<typeof TransformsType>;

export const Transforms = xmldsigNamespace.globalElement('Transforms', TransformsType);
export type Transforms = Static<typeof Transforms>;

export const DigestMethodType = xmldsigNamespace.complexType('DigestMethodType', {
  mixed: true,
  sequence: [any('##other', 'lax', { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [xmldsigNamespace.requiredAttribute('Algorithm', xs.anyURI)],
});
export type DigestMethodType = Static<typeof DigestMethodType>;

/** The digest algorithm (4.3.3.5). */
export const DigestMethod = xmldsigNamespace.globalElement('DigestMethod', DigestMethodType, { clause: '4.3.3.5' });
export type DigestMethod = Static<typeof DigestMethod>;

export const DigestValueType = xmldsigNamespace.simpleType('DigestValueType', xs.base64Binary);

/** The digest of the referred part (4.3.3.6). */
export const DigestValue = xmldsigNamespace.globalElement('DigestValue', DigestValueType, { clause: '4.3.3.6' });

export const ReferenceType = xmldsigNamespace.complexType('ReferenceType', {
  sequence: [ref(Transforms, { minOccurs: 0 }), ref(DigestMethod), ref(DigestValue)],
  attributes: [
    xmldsigNamespace.attribute('Id', xs.ID),
    xmldsigNamespace.attribute('URI', xs.anyURI),
    xmldsigNamespace.attribute('Type', xs.anyURI),
  ],
});
export type ReferenceType = Static<typeof ReferenceType>;

/** One signed part: where it is, how it is turned into bytes, its digest (4.3.3). */
export const Reference = xmldsigNamespace.globalElement('Reference', ReferenceType, { clause: '4.3.3' });
export type Reference = Static<typeof Reference>;
