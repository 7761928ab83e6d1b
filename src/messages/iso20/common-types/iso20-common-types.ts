// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import * as datatypes from './datatypes.js';
import { commonTypes } from './namespaces.js';

/** Every global element and named type of ISO 15118-20:2022 common types. */
export const iso20CommonTypes = messageSet('iso20.common-types', {
  namespaces: [commonTypes],
  imports: [xmldsig],
  ...definitionsIn(datatypes),
});
