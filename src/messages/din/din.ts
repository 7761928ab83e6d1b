// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../wire/exi/notation.js';
import { definitionsIn } from '../definitions.js';
import { xmldsig } from '../xmldsig/index.js';
import * as bodyElement from './body-element.js';
import * as cableCheck from './cable-check.js';
import * as certificateInstallation from './certificate-installation.js';
import * as certificateUpdate from './certificate-update.js';
import * as certificates from './certificates.js';
import * as chargeParameterDiscovery from './charge-parameter-discovery.js';
import * as chargingStatus from './charging-status.js';
import * as contractAuthentication from './contract-authentication.js';
import * as currentDemand from './current-demand.js';
import * as evChargeParameter from './ev-charge-parameter.js';
import * as evStatus from './ev-status.js';
import * as evseChargeParameter from './evse-charge-parameter.js';
import * as evseStatus from './evse-status.js';
import * as header from './header.js';
import * as identifiers from './identifiers.js';
import * as message from './message.js';
import * as metering from './metering.js';
import * as meteringReceipt from './metering-receipt.js';
import { msgBody, msgDataTypes, msgDef, msgHeader } from './namespaces.js';
import * as paymentDetails from './payment-details.js';
import * as physicalValue from './physical-value.js';
import * as powerDelivery from './power-delivery.js';
import * as preCharge from './pre-charge.js';
import * as responseCode from './response-code.js';
import * as schedules from './schedules.js';
import * as serviceDetail from './service-detail.js';
import * as serviceDiscovery from './service-discovery.js';
import * as servicePaymentSelection from './service-payment-selection.js';
import * as services from './services.js';
import * as sessionSetup from './session-setup.js';
import * as sessionStop from './session-stop.js';
import * as weldingDetection from './welding-detection.js';

/** Every global element and named type of DIN SPEC 70121:2014. */
export const din = messageSet('din', {
  namespaces: [msgBody, msgDataTypes, msgDef, msgHeader],
  imports: [xmldsig],
  envelope: ['V2G_Message', 'Body'],
  ...definitionsIn(
    bodyElement,
    cableCheck,
    certificateInstallation,
    certificateUpdate,
    certificates,
    chargeParameterDiscovery,
    chargingStatus,
    contractAuthentication,
    currentDemand,
    evChargeParameter,
    evStatus,
    evseChargeParameter,
    evseStatus,
    header,
    identifiers,
    message,
    metering,
    meteringReceipt,
    paymentDetails,
    physicalValue,
    powerDelivery,
    preCharge,
    responseCode,
    schedules,
    serviceDetail,
    serviceDiscovery,
    servicePaymentSelection,
    services,
    sessionSetup,
    sessionStop,
    weldingDetection,
  ),
});
