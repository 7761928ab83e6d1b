/** Every request of a session of ISO 15118-2 with the response that belongs to it, the handshake first. */
export const responseOf = {
  supportedAppProtocolReq: 'supportedAppProtocolRes',
  SessionSetupReq: 'SessionSetupRes',
  ServiceDiscoveryReq: 'ServiceDiscoveryRes',
  ServiceDetailReq: 'ServiceDetailRes',
  PaymentServiceSelectionReq: 'PaymentServiceSelectionRes',
  PaymentDetailsReq: 'PaymentDetailsRes',
  AuthorizationReq: 'AuthorizationRes',
  CertificateInstallationReq: 'CertificateInstallationRes',
  CertificateUpdateReq: 'CertificateUpdateRes',
  ChargeParameterDiscoveryReq: 'ChargeParameterDiscoveryRes',
  PowerDeliveryReq: 'PowerDeliveryRes',
  ChargingStatusReq: 'ChargingStatusRes',
  MeteringReceiptReq: 'MeteringReceiptRes',
  SessionStopReq: 'SessionStopRes',
  CableCheckReq: 'CableCheckRes',
  PreChargeReq: 'PreChargeRes',
  CurrentDemandReq: 'CurrentDemandRes',
  WeldingDetectionReq: 'WeldingDetectionRes',
} as const;

export type RequestName = keyof typeof responseOf;
export type ResponseName = (typeof responseOf)[RequestName];

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(responseOf, name);
}
