// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../wire/exi/notation.js';
import { definitionsIn } from '../definitions.js';
import * as keyData from './key-data.js';
import * as keyInfo from './key-info.js';
import * as keyValue from './key-value.js';
import { xmldsigNamespace } from './namespaces.js';
import * as object from './object.js';
import * as reference from './reference.js';
import * as signature from './signature.js';
import * as signedInfo from './signed-info.js';

/** Every global element and named type of XML Signature. */
export const xmldsig = messageSet('xmldsig', {
  namespaces: [xmldsigNamespace],
  ...definitionsIn(keyData, keyInfo, keyValue, object, reference, signature, signedInfo),
});
