// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, ref, type Static, xs } from '../../wire/exi/notation.js';
import { PGPData, SPKIData, X509Data } from './key-data.js';
import { KeyValue } from './key-value.js';
import { xmldsigNamespace } from './namespaces.js';
import { Transforms } from './reference.js';

export const KeyName = xmldsigNamespace.globalElement('KeyName', xs.string);

export const RetrievalMethodType = xmldsigNamespace.complexType('RetrievalMethodType', {
  sequence: [ref(Transforms, { minOccurs: 0 })],
  attributes: [xmldsigNamespace.attribute('URI', xs.anyURI), xmldsigNamespace.attribute('Type', xs.anyURI)],
});
export type RetrievalMethodType = Static<typeof RetrievalMethodType>;

/** Where key data can be fetched (4.4.3). */
export const RetrievalMethod = xmldsigNamespace.globalElement('RetrievalMethod', RetrievalMethodType, {
  clause: '4.4.3',
});
export type RetrievalMethod = Static<typeof RetrievalMethod>;

/** Key agreement data in band; deprecated by the standard itself (4.4.7). */
export const MgmtData = xmldsigNamespace.globalElement('MgmtData', xs.string, { clause: '4.4.7' });

export const KeyInfoType = xmldsigNamespace.complexType('KeyInfoType', {
  mixed: true,
  choice: [
    ref(KeyName),
    ref(KeyValue),
    ref(RetrievalMethod),
    ref(X509Data),
    ref(PGPData),
    ref(SPKIData),
    ref(MgmtData),
    any('##other', 'lax'),
  ],
  occurs: { maxOccurs: 'unbounded' },
  attributes: [xmldsigNamespace.attribute('Id', xs.ID)],
});
export type KeyInfoType = Static<typeof KeyInfoType>;

/** Hints on the key; ISO 15118 leaves it out (4.4). */
export const KeyInfo = xmldsigNamespace.globalElement('KeyInfo', KeyInfoType, { clause: '4.4' });
export type KeyInfo = Static<typeof KeyInfo>;
