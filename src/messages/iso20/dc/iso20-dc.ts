// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import * as dcCableCheck from './dc-cable-check.js';
import * as dcChargeLoop from './dc-charge-loop.js';
import * as dcChargeParameterDiscovery from './dc-charge-parameter-discovery.js';
import * as dcPreCharge from './dc-pre-charge.js';
import * as dcWeldingDetection from './dc-welding-detection.js';
import { dc } from './namespaces.js';

/** Every global element and named type of ISO 15118-20:2022 DC. */
export const iso20Dc = messageSet('iso20.dc', {
  namespaces: [dc],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(dcCableCheck, dcChargeLoop, dcChargeParameterDiscovery, dcPreCharge, dcWeldingDetection),
});
