// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../../wire/exi/notation.js';
import { definitionsIn } from '../../definitions.js';
import { xmldsig } from '../../xmldsig/index.js';
import { iso20CommonTypes } from '../common-types/index.js';
import * as authorization from './authorization.js';
import * as authorizationModes from './authorization-modes.js';
import * as authorizationSetup from './authorization-setup.js';
import * as certificateInstallation from './certificate-installation.js';
import * as certificates from './certificates.js';
import * as currency from './currency.js';
import * as evEnergyOffer from './ev-energy-offer.js';
import * as meteringConfirmation from './metering-confirmation.js';
import { commonMessages } from './namespaces.js';
import * as powerDelivery from './power-delivery.js';
import * as powerSchedule from './power-schedule.js';
import * as priceSchedules from './price-schedules.js';
import * as scheduleExchange from './schedule-exchange.js';
import * as serviceDetail from './service-detail.js';
import * as serviceDiscovery from './service-discovery.js';
import * as serviceIdentifiers from './service-identifiers.js';
import * as serviceSelection from './service-selection.js';
import * as sessionSetup from './session-setup.js';
import * as sessionStop from './session-stop.js';
import * as signedInstallationData from './signed-installation-data.js';
import * as signedMeteringData from './signed-metering-data.js';
import * as targetPosition from './target-position.js';
import * as vehicleCheckIn from './vehicle-check-in.js';
import * as vehicleCheckOut from './vehicle-check-out.js';

/** Every global element and named type of ISO 15118-20:2022 common messages. */
export const iso20Cm = messageSet('iso20.cm', {
  namespaces: [commonMessages],
  imports: [xmldsig, iso20CommonTypes],
  ...definitionsIn(
    authorization,
    authorizationModes,
    authorizationSetup,
    certificateInstallation,
    certificates,
    currency,
    evEnergyOffer,
    meteringConfirmation,
    powerDelivery,
    powerSchedule,
    priceSchedules,
    scheduleExchange,
    serviceDetail,
    serviceDiscovery,
    serviceIdentifiers,
    serviceSelection,
    sessionSetup,
    sessionStop,
    signedInstallationData,
    signedMeteringData,
    targetPosition,
    vehicleCheckIn,
    vehicleCheckOut,
  ),
});
