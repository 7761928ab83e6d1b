// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import * as certificates from './certificates.js';
import * as chargeLoop from './charge-loop.js';
import * as chargeParameterDiscovery from './charge-parameter-discovery.js';
import * as header from './header.js';
import * as identifiers from './identifiers.js';
import * as message from './message.js';
import * as metering from './metering.js';
import { commonTypes } from './namespaces.js';
import * as quantities from './quantities.js';

/** Every global element and named type of ISO 15118-20:2022 common types. */
export const iso20CommonTypes = messageSet('iso20.common-types', {
  namespaces: [commonTypes],
  imports: [xmldsig],
  ...definitionsIn(
    certificates,
    chargeLoop,
    chargeParameterDiscovery,
    header,
    identifiers,
    message,
    metering,
    quantities,
  ),
});
