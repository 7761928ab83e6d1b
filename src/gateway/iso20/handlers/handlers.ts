import type { Iso20Handler } from '../handler.js';
import type { Iso20RequestName } from '../messages.js';
import { acChargeLoop } from './ac-charge-loop.js';
import { authorization, authorizationSetup } from './authorization.js';
import { certificateInstallation } from './certificate-installation.js';
import { acChargeParameterDiscovery, dcChargeParameterDiscovery } from './charge-parameters.js';
import { dcChargeLoop } from './dc-charge-loop.js';
import { dcCableCheck, dcPreCharge, dcWeldingDetection } from './dc-preparation.js';
import { meteringConfirmation } from './metering-confirmation.js';
import { powerDelivery } from './power-delivery.js';
import { scheduleExchange } from './schedule-exchange.js';
import { serviceDetail, serviceDiscovery, serviceSelection } from './services.js';
import { sessionSetup } from './session-setup.js';
import { sessionStop } from './session-stop.js';
import { vehicleCheckIn, vehicleCheckOut } from './vehicle-check.js';

/** Who answers what in ISO 15118-20. */
export const iso20Handlers: Readonly<Record<Iso20RequestName, Iso20Handler>> = {
  SessionSetupReq: sessionSetup,
  AuthorizationSetupReq: authorizationSetup,
  AuthorizationReq: authorization,
  CertificateInstallationReq: certificateInstallation,
  ServiceDiscoveryReq: serviceDiscovery,
  ServiceDetailReq: serviceDetail,
  ServiceSelectionReq: serviceSelection,
  VehicleCheckInReq: vehicleCheckIn,
  VehicleCheckOutReq: vehicleCheckOut,
  ScheduleExchangeReq: scheduleExchange,
  PowerDeliveryReq: powerDelivery,
  MeteringConfirmationReq: meteringConfirmation,
  SessionStopReq: sessionStop,
  AC_ChargeParameterDiscoveryReq: acChargeParameterDiscovery,
  AC_ChargeLoopReq: acChargeLoop,
  DC_ChargeParameterDiscoveryReq: dcChargeParameterDiscovery,
  DC_CableCheckReq: dcCableCheck,
  DC_PreChargeReq: dcPreCharge,
  DC_ChargeLoopReq: dcChargeLoop,
  DC_WeldingDetectionReq: dcWeldingDetection,
};
