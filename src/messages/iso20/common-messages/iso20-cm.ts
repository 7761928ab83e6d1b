// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import * as authorization from './authorization.js';
import * as authorizationSetup from './authorization-setup.js';
import * as certificateInstallation from './certificate-installation.js';
import * as datatypes from './datatypes.js';
import * as meteringConfirmation from './metering-confirmation.js';
import { commonMessages } from './namespaces.js';
import * as powerDelivery from './power-delivery.js';
import * as scheduleExchange from './schedule-exchange.js';
import * as serviceDetail from './service-detail.js';
import * as serviceDiscovery from './service-discovery.js';
import * as serviceSelection from './service-selection.js';
import * as sessionSetup from './session-setup.js';
import * as sessionStop from './session-stop.js';
import * as vehicleCheckIn from './vehicle-check-in.js';
import * as vehicleCheckOut from './vehicle-check-out.js';

/** Every global element and named type of ISO 15118-20:2022 common messages. */
export const iso20Cm = messageSet('iso20.cm', {
  namespaces: [commonMessages],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(
    authorization,
    authorizationSetup,
    certificateInstallation,
    datatypes,
    meteringConfirmation,
    powerDelivery,
    scheduleExchange,
    serviceDetail,
    serviceDiscovery,
    serviceSelection,
    sessionSetup,
    sessionStop,
    vehicleCheckIn,
    vehicleCheckOut,
  ),
});
