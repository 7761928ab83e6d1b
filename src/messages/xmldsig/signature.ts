// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static, xs } from '../../wire/exi/notation.js';
import { KeyInfo } from './key-info.js';
import { xmldsigNamespace } from './namespaces.js';
import { ObjectElement } from './object.js';
import { SignedInfo } from './signed-info.js';

export const SignatureValueType = xmldsigNamespace.complexType('SignatureValueType', {
  simpleContent: xs.base64Binary,
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type SignatureValueType = Static<typeof SignatureValueType>;

/** The signature itself; ISO 15118 puts r and s of ECDSA here, each padded to the field size (4.2). */
export const SignatureValue = xmldsigNamespace.globalElement('SignatureValue', SignatureValueType, { clause: '4.2' });
export type SignatureValue = Static<typeof SignatureValue>;

export const SignatureType = xmldsigNamespace.complexType('SignatureType', {
  sequence: [
    ref(SignedInfo),
    ref(SignatureValue),
    ref(KeyInfo, { minOccurs: 0 }),
    ref(ObjectElement, { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type SignatureType = Static<typeof SignatureType>;

/** Digests of the signed parts, the signature over them, and hints on the key (4.1). */
export const Signature = xmldsigNamespace.globalElement('Signature', SignatureType, { clause: '4.1' });
export type Signature = Static<typeof Signature>;
