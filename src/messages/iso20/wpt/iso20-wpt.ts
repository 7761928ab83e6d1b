// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import { wpt } from './namespaces.js';
import * as wptAlignmentCheck from './wpt-alignment-check.js';
import * as wptChargeLoop from './wpt-charge-loop.js';
import * as wptChargeParameterDiscovery from './wpt-charge-parameter-discovery.js';
import * as wptDataContainer from './wpt-data-container.js';
import * as wptFinePositioning from './wpt-fine-positioning.js';
import * as wptFinePositioningSetup from './wpt-fine-positioning-setup.js';
import * as wptPairing from './wpt-pairing.js';
import * as wptResults from './wpt-results.js';

/** Every global element and named type of ISO 15118-20:2022 WPT. */
export const iso20Wpt = messageSet('iso20.wpt', {
  namespaces: [wpt],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(
    wptAlignmentCheck,
    wptChargeLoop,
    wptChargeParameterDiscovery,
    wptDataContainer,
    wptFinePositioning,
    wptFinePositioningSetup,
    wptPairing,
    wptResults,
  ),
});
