// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { definitionsIn } from '../../messages/definitions.js';
import { messageSet } from '../../wire/exi/notation.js';
import * as keyDataDefinitions from './key-data.js';
import * as keyInfoDefinitions from './key-info.js';
import * as keyValueDefinitions from './key-value.js';
import { xmldsigNamespace } from './namespaces.js';
import * as objectDefinitions from './object.js';
import * as referenceDefinitions from './reference.js';
import * as signatureDefinitions from './signature.js';
import * as signedInfoDefinitions from './signed-info.js';

/** Every global element and named type of XML Signature. */
export const xmldsig = messageSet('xmldsig', {
  namespaces: [xmldsigNamespace],
  ...definitionsIn(
    keyDataDefinitions,
    keyInfoDefinitions,
    keyValueDefinitions,
    objectDefinitions,
    referenceDefinitions,
    signatureDefinitions,
    signedInfoDefinitions,
  ),
});
