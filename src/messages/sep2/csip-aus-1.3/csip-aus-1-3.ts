// Made by `plumbline schema import`. Schema: CSIP-AUS 1.3, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { sep2 } from '../index.js';
import * as extensions from './extensions.js';
import { csipaus } from './namespaces.js';
import * as redefinitions from './redefinitions.js';

/** Every global element and named type of CSIP-AUS 1.3, extensions of IEEE 2030.5. */
export const csipAus13 = messageSet('csip-aus-1.3', {
  namespaces: [csipaus],
  redefinitions: Object.values(redefinitions),
  imports: [sep2],
  ...definitionsIn(extensions),
});
