// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { any, ref, type Static, sequence, xs } from '../../wire/exi/notation.js';
import { xmldsigNamespace } from './namespaces.js';

export const CryptoBinary = xmldsigNamespace.simpleType('CryptoBinary', xs.base64Binary);

export const DSAKeyValueType = xmldsigNamespace.complexType('DSAKeyValueType', {
  sequence: [
    sequence([xmldsigNamespace.element('P', CryptoBinary), xmldsigNamespace.element('Q', CryptoBinary)], {
      minOccurs: 0,
    }),
    xmldsigNamespace.element('G', CryptoBinary, { minOccurs: 0 }),
    xmldsigNamespace.element('Y', CryptoBinary),
    xmldsigNamespace.element('J', CryptoBinary, { minOccurs: 0 }),
    sequence([xmldsigNamespace.element('Seed', CryptoBinary), xmldsigNamespace.element('PgenCounter', CryptoBinary)], {
      minOccurs: 0,
    }),
  ],
});
export type DSAKeyValueType = Static<typeof DSAKeyValueType>;

export const DSAKeyValue = xmldsigNamespace.globalElement('DSAKeyValue', DSAKeyValueType);
export type DSAKeyValue = Static<typeof DSAKeyValue>;

export const RSAKeyValueType = xmldsigNamespace.complexType('RSAKeyValueType', {
  sequence: [xmldsigNamespace.element('Modulus', CryptoBinary), xmldsigNamespace.element('Exponent', CryptoBinary)],
});
export type RSAKeyValueType = Static<typeof RSAKeyValueType>;

export const RSAKeyValue = xmldsigNamespace.globalElement('RSAKeyValue', RSAKeyValueType);
export type RSAKeyValue = Static<typeof RSAKeyValue>;

export const KeyValueType = xmldsigNamespace.complexType('KeyValueType', {
  mixed: true,
  choice: [ref(DSAKeyValue), ref(RSAKeyValue), any('##other', 'lax')],
});
export type KeyValueType = Static<typeof KeyValueType>;

/** A public key in the open (4.4.2). */
export const KeyValue = xmldsigNamespace.globalElement('KeyValue', KeyValueType, { clause: '4.4.2' });
export type KeyValue = Static<typeof KeyValue>;
