import type { RequestName } from '../messages.js';
import type { Phase } from './phase.js';

/**
 * The requests that are legal in each phase (ISO 15118-2:2014, 8.8.4: tables for AC and DC, external payment and contract). Anything
 * else is answered with FAILED_SequenceError (V2G2-459, V2G2-538). DC goes through CableCheck and PreCharge after every
 * ChargeParameterDiscovery, also in a renegotiation (V2G2-565, V2G2-582). A vehicle may end the session while no energy
 * flows; while it flows PowerDelivery Stop comes first.
 */
export const sequenceTable: Readonly<Record<Phase, readonly RequestName[]>> = {
  'app-protocol': [],
  'session-setup': ['SessionSetupReq'],
  'service-discovery': ['ServiceDiscoveryReq', 'SessionStopReq'],
  'service-selection': ['ServiceDetailReq', 'PaymentServiceSelectionReq', 'SessionStopReq'],
  // Plug & Charge (V2G2-550 to V2G2-562): a certificate can be fetched before the contract is presented, once.
  contract: ['PaymentDetailsReq', 'CertificateInstallationReq', 'CertificateUpdateReq', 'SessionStopReq'],
  'contract-handed-over': ['PaymentDetailsReq', 'SessionStopReq'],
  authorization: ['AuthorizationReq', 'SessionStopReq'],
  'charge-parameters': ['ChargeParameterDiscoveryReq', 'SessionStopReq'],
  'power-start-ac': ['PowerDeliveryReq', 'SessionStopReq'],
  'charging-ac': ['ChargingStatusReq', 'PowerDeliveryReq'],
  // An answer with ReceiptRequired wants the receipt and nothing else.
  'metering-ac': ['MeteringReceiptReq'],
  'renegotiating-ac': ['ChargeParameterDiscoveryReq'],
  'power-restart-ac': ['PowerDeliveryReq'],
  'cable-check': ['CableCheckReq', 'SessionStopReq'],
  'pre-charge': ['PreChargeReq', 'SessionStopReq'],
  'pre-charging': ['PreChargeReq', 'PowerDeliveryReq', 'SessionStopReq'],
  'charging-dc': ['CurrentDemandReq', 'PowerDeliveryReq'],
  'metering-dc': ['MeteringReceiptReq'],
  'energy-off-ac': ['SessionStopReq'],
  'energy-off-dc': ['WeldingDetectionReq', 'SessionStopReq'],
  stopped: [],
};

/** Whether `request` is legal in `phase`. */
export function isAllowed(phase: Phase, request: RequestName): boolean {
  return sequenceTable[phase].includes(request);
}
