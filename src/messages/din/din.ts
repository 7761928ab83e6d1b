// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../wire/exi/notation.js';
import { definitionsIn } from '../definitions.js';
import { xmldsig } from '../xmldsig/index.js';
import * as bodyElement from './body-element.js';
import * as cableCheck from './cable-check.js';
import * as certificateInstallation from './certificate-installation.js';
import * as certificateUpdate from './certificate-update.js';
import * as chargeParameterDiscovery from './charge-parameter-discovery.js';
import * as chargingStatus from './charging-status.js';
import * as contractAuthentication from './contract-authentication.js';
import * as currentDemand from './current-demand.js';
import * as datatypes from './datatypes.js';
import * as message from './message.js';
import * as meteringReceipt from './metering-receipt.js';
import { msgBody, msgDataTypes, msgDef, msgHeader } from './namespaces.js';
import * as paymentDetails from './payment-details.js';
import * as powerDelivery from './power-delivery.js';
import * as preCharge from './pre-charge.js';
import * as serviceDetail from './service-detail.js';
import * as serviceDiscovery from './service-discovery.js';
import * as servicePaymentSelection from './service-payment-selection.js';
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
    chargeParameterDiscovery,
    chargingStatus,
    contractAuthentication,
    currentDemand,
    datatypes,
    message,
    meteringReceipt,
    paymentDetails,
    powerDelivery,
    preCharge,
    serviceDetail,
    serviceDiscovery,
    servicePaymentSelection,
    sessionSetup,
    sessionStop,
    weldingDetection,
  ),
});
