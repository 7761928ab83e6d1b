import type { RequestName } from '../messages.js';

/**
 * Every request of DIN 70121 with its response, and the message of ISO 15118-2 that means the same: DIN 70121 is the draft
 * that ISO 15118-2 grew from, so one session core serves both.
 */
export const dinMessages = {
  SessionSetupReq: { response: 'SessionSetupRes', core: 'SessionSetupReq' },
  ServiceDiscoveryReq: { response: 'ServiceDiscoveryRes', core: 'ServiceDiscoveryReq' },
  ServiceDetailReq: { response: 'ServiceDetailRes', core: 'ServiceDetailReq' },
  ServicePaymentSelectionReq: { response: 'ServicePaymentSelectionRes', core: 'PaymentServiceSelectionReq' },
  PaymentDetailsReq: { response: 'PaymentDetailsRes', core: 'PaymentDetailsReq' },
  ContractAuthenticationReq: { response: 'ContractAuthenticationRes', core: 'AuthorizationReq' },
  ChargeParameterDiscoveryReq: { response: 'ChargeParameterDiscoveryRes', core: 'ChargeParameterDiscoveryReq' },
  PowerDeliveryReq: { response: 'PowerDeliveryRes', core: 'PowerDeliveryReq' },
  ChargingStatusReq: { response: 'ChargingStatusRes', core: 'ChargingStatusReq' },
  MeteringReceiptReq: { response: 'MeteringReceiptRes', core: 'MeteringReceiptReq' },
  SessionStopReq: { response: 'SessionStopRes', core: 'SessionStopReq' },
  CertificateUpdateReq: { response: 'CertificateUpdateRes', core: 'CertificateUpdateReq' },
  CertificateInstallationReq: { response: 'CertificateInstallationRes', core: 'CertificateInstallationReq' },
  CableCheckReq: { response: 'CableCheckRes', core: 'CableCheckReq' },
  PreChargeReq: { response: 'PreChargeRes', core: 'PreChargeReq' },
  CurrentDemandReq: { response: 'CurrentDemandRes', core: 'CurrentDemandReq' },
  WeldingDetectionReq: { response: 'WeldingDetectionRes', core: 'WeldingDetectionReq' },
} as const satisfies Readonly<Record<string, { readonly response: string; readonly core: RequestName }>>;

export type DinRequestName = keyof typeof dinMessages;

export function isDinRequest(name: string): name is DinRequestName {
  return Object.hasOwn(dinMessages, name);
}
