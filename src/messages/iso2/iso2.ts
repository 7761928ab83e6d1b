// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { definitionsIn } from '../../messages/definitions.js';
import { messageSet } from '../../wire/exi/notation.js';
import { xmldsig } from '../xmldsig/index.js';
import * as authorizationDefinitions from './authorization.js';
import * as bodyElementDefinitions from './body-element.js';
import * as cableCheckDefinitions from './cable-check.js';
import * as certificateInstallationDefinitions from './certificate-installation.js';
import * as certificateUpdateDefinitions from './certificate-update.js';
import * as certificatesDefinitions from './certificates.js';
import * as chargeParameterDiscoveryDefinitions from './charge-parameter-discovery.js';
import * as chargingStatusDefinitions from './charging-status.js';
import * as currentDemandDefinitions from './current-demand.js';
import * as evChargeParameterDefinitions from './ev-charge-parameter.js';
import * as evStatusDefinitions from './ev-status.js';
import * as evseChargeParameterDefinitions from './evse-charge-parameter.js';
import * as evseStatusDefinitions from './evse-status.js';
import * as headerDefinitions from './header.js';
import * as identifiersDefinitions from './identifiers.js';
import * as messageDefinitions from './message.js';
import * as meteringDefinitions from './metering.js';
import * as meteringReceiptDefinitions from './metering-receipt.js';
import { msgBody, msgDataTypes, msgDef, msgHeader } from './namespaces.js';
import * as paymentDetailsDefinitions from './payment-details.js';
import * as paymentServiceSelectionDefinitions from './payment-service-selection.js';
import * as physicalValueDefinitions from './physical-value.js';
import * as powerDeliveryDefinitions from './power-delivery.js';
import * as preChargeDefinitions from './pre-charge.js';
import * as responseCodeDefinitions from './response-code.js';
import * as schedulesDefinitions from './schedules.js';
import * as serviceDetailDefinitions from './service-detail.js';
import * as serviceDiscoveryDefinitions from './service-discovery.js';
import * as servicesDefinitions from './services.js';
import * as sessionSetupDefinitions from './session-setup.js';
import * as sessionStopDefinitions from './session-stop.js';
import * as weldingDetectionDefinitions from './welding-detection.js';

/** Every global element and named type of ISO 15118-2:2014. */
export const iso2 = messageSet('iso2', {
  namespaces: [msgBody, msgDataTypes, msgDef, msgHeader],
  imports: [xmldsig],
  envelope: ['V2G_Message', 'Body'],
  ...definitionsIn(
    authorizationDefinitions,
    bodyElementDefinitions,
    cableCheckDefinitions,
    certificateInstallationDefinitions,
    certificateUpdateDefinitions,
    certificatesDefinitions,
    chargeParameterDiscoveryDefinitions,
    chargingStatusDefinitions,
    currentDemandDefinitions,
    evChargeParameterDefinitions,
    evStatusDefinitions,
    evseChargeParameterDefinitions,
    evseStatusDefinitions,
    headerDefinitions,
    identifiersDefinitions,
    messageDefinitions,
    meteringDefinitions,
    meteringReceiptDefinitions,
    paymentDetailsDefinitions,
    paymentServiceSelectionDefinitions,
    physicalValueDefinitions,
    powerDeliveryDefinitions,
    preChargeDefinitions,
    responseCodeDefinitions,
    schedulesDefinitions,
    serviceDetailDefinitions,
    serviceDiscoveryDefinitions,
    servicesDefinitions,
    sessionSetupDefinitions,
    sessionStopDefinitions,
    weldingDetectionDefinitions,
  ),
});
