/** Every request of a session of ISO 15118-2 with the response that belongs to it, the handshake first. */
export const iso2ResponseOf = {
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

/** What DIN 70121 calls otherwise. */
export const dinResponseOf = {
  ServicePaymentSelectionReq: 'ServicePaymentSelectionRes',
  ContractAuthenticationReq: 'ContractAuthenticationRes',
} as const;

/** The common, AC and DC messages of ISO 15118-20. */
export const iso20ResponseOf = {
  SessionSetupReq: 'SessionSetupRes',
  AuthorizationSetupReq: 'AuthorizationSetupRes',
  AuthorizationReq: 'AuthorizationRes',
  CertificateInstallationReq: 'CertificateInstallationRes',
  ServiceDiscoveryReq: 'ServiceDiscoveryRes',
  ServiceDetailReq: 'ServiceDetailRes',
  ServiceSelectionReq: 'ServiceSelectionRes',
  VehicleCheckInReq: 'VehicleCheckInRes',
  VehicleCheckOutReq: 'VehicleCheckOutRes',
  ScheduleExchangeReq: 'ScheduleExchangeRes',
  PowerDeliveryReq: 'PowerDeliveryRes',
  MeteringConfirmationReq: 'MeteringConfirmationRes',
  SessionStopReq: 'SessionStopRes',
  AC_ChargeParameterDiscoveryReq: 'AC_ChargeParameterDiscoveryRes',
  AC_ChargeLoopReq: 'AC_ChargeLoopRes',
  DC_ChargeParameterDiscoveryReq: 'DC_ChargeParameterDiscoveryRes',
  DC_CableCheckReq: 'DC_CableCheckRes',
  DC_PreChargeReq: 'DC_PreChargeRes',
  DC_ChargeLoopReq: 'DC_ChargeLoopRes',
  DC_WeldingDetectionReq: 'DC_WeldingDetectionRes',
} as const;

/** Every request of every protocol with the response that belongs to it. */
export const responseOf = { ...iso2ResponseOf, ...dinResponseOf, ...iso20ResponseOf } as const;

export type Iso2RequestName = keyof typeof iso2ResponseOf;
export type Iso20RequestName = keyof typeof iso20ResponseOf;
export type DinRequestName =
  | Exclude<Iso2RequestName, 'PaymentServiceSelectionReq' | 'AuthorizationReq'>
  | keyof typeof dinResponseOf;
export type RequestName = keyof typeof responseOf;
export type ResponseName = (typeof responseOf)[RequestName];

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(responseOf, name);
}

export function isIso2Request(name: string): name is Iso2RequestName {
  return Object.hasOwn(iso2ResponseOf, name);
}

export function isIso20Request(name: string): name is Iso20RequestName {
  return Object.hasOwn(iso20ResponseOf, name);
}
