// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import * as acdpConnect from './acdp-connect.js';
import * as acdpDisconnect from './acdp-disconnect.js';
import * as acdpSystemStatus from './acdp-system-status.js';
import * as acdpVehiclePositioning from './acdp-vehicle-positioning.js';
import * as deviceStatus from './device-status.js';
import { acdp } from './namespaces.js';

/** Every global element and named type of ISO 15118-20:2022 ACDP. */
export const iso20Acdp = messageSet('iso20.acdp', {
  namespaces: [acdp],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(acdpConnect, acdpDisconnect, acdpSystemStatus, acdpVehiclePositioning, deviceStatus),
});
