import type { RequestName } from '../messages.js';
import type { Handler } from '../session/handler.js';
import { authorization } from './authorization.js';
import { cableCheck } from './cable-check.js';
import { certificateInstallation, certificateUpdate } from './certificate-handling.js';
import { chargeParameterDiscovery } from './charge-parameter-discovery.js';
import { chargingStatus } from './charging-status.js';
import { currentDemand } from './current-demand.js';
import { meteringReceipt } from './metering-receipt.js';
import { paymentDetails } from './payment-details.js';
import { paymentServiceSelection } from './payment-service-selection.js';
import { powerDelivery } from './power-delivery.js';
import { preCharge } from './pre-charge.js';
import { serviceDetail } from './service-detail.js';
import { serviceDiscovery } from './service-discovery.js';
import { sessionSetup } from './session-setup.js';
import { sessionStop } from './session-stop.js';
import { weldingDetection } from './welding-detection.js';

/** Who answers what. */
export const handlers: Readonly<Record<RequestName, Handler>> = {
  SessionSetupReq: sessionSetup,
  ServiceDiscoveryReq: serviceDiscovery,
  ServiceDetailReq: serviceDetail,
  PaymentServiceSelectionReq: paymentServiceSelection,
  PaymentDetailsReq: paymentDetails,
  AuthorizationReq: authorization,
  ChargeParameterDiscoveryReq: chargeParameterDiscovery,
  PowerDeliveryReq: powerDelivery,
  MeteringReceiptReq: meteringReceipt,
  SessionStopReq: sessionStop,
  CertificateUpdateReq: certificateUpdate,
  CertificateInstallationReq: certificateInstallation,
  ChargingStatusReq: chargingStatus,
  CableCheckReq: cableCheck,
  PreChargeReq: preCharge,
  CurrentDemandReq: currentDemand,
  WeldingDetectionReq: weldingDetection,
};
