// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 AC. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import * as acChargeLoop from './ac-charge-loop.js';
import * as acChargeParameterDiscovery from './ac-charge-parameter-discovery.js';
import { ac } from './namespaces.js';

/** Every global element and named type of ISO 15118-20:2022 AC. */
export const iso20Ac = messageSet('iso20.ac', {
  namespaces: [ac],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(acChargeLoop, acChargeParameterDiscovery),
});
