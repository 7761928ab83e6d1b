// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, ref, type Static, xs } from '../../wire/exi/notation.js';
import { xmldsigNamespace } from './namespaces.js';
import { Reference } from './reference.js';

export const CanonicalizationMethodType = xmldsigNamespace.complexType('CanonicalizationMethodType', {
  mixed: true,
  sequence: [any('##any', 'strict', { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [xmldsigNamespace.requiredAttribute('Algorithm', xs.anyURI)],
});
export type CanonicalizationMethodType = Static<typeof CanonicalizationMethodType>;

/** How SignedInfo is turned into bytes before signing (4.3.1). */
export const CanonicalizationMethod = xmldsigNamespace.globalElement(
  'CanonicalizationMethod',
  CanonicalizationMethodType,
  { clause: '4.3.1' },
);
export type CanonicalizationMethod = Static<typeof CanonicalizationMethod>;

export const HMACOutputLengthType = xmldsigNamespace.simpleType('HMACOutputLengthType', xs.integer);

export const SignatureMethodType = xmldsigNamespace.complexType('SignatureMethodType', {
  mixed: true,
  sequence: [
    xmldsigNamespace.element('HMACOutputLength', HMACOutputLengthType, { minOccurs: 0 }),
    any('##other', 'strict', { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
  attributes: [xmldsigNamespace.requiredAttribute('Algorithm', xs.anyURI)],
});
export type SignatureMethodType = Static<typeof SignatureMethodType>;

/** The signature algorithm (4.3.2). */
export const SignatureMethod = xmldsigNamespace.globalElement('SignatureMethod', SignatureMethodType, {
  clause: '4.3.2',
});
export type SignatureMethod = Static<typeof SignatureMethod>;

export const SignedInfoType = xmldsigNamespace.complexType('SignedInfoType', {
  sequence: [ref(CanonicalizationMethod), ref(SignatureMethod), ref(Reference, { maxOccurs: 'unbounded' })],
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type SignedInfoType = Static<typeof SignedInfoType>;

/** What is signed: the methods and the digests. ISO 15118 signs its EXI fragment (4.3). */
export const SignedInfo = xmldsigNamespace.globalElement('SignedInfo', SignedInfoType, { clause: '4.3' });
export type SignedInfo = Static<typeof SignedInfo>;
