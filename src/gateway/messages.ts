import type { ExiObject } from '../wire/exi/notation/values.js';

/** Every request of ISO 15118-2 with the response that belongs to it (table 28 and following). */
export const responseOf = {
  SessionSetupReq: 'SessionSetupRes',
  ServiceDiscoveryReq: 'ServiceDiscoveryRes',
  ServiceDetailReq: 'ServiceDetailRes',
  PaymentServiceSelectionReq: 'PaymentServiceSelectionRes',
  PaymentDetailsReq: 'PaymentDetailsRes',
  AuthorizationReq: 'AuthorizationRes',
  ChargeParameterDiscoveryReq: 'ChargeParameterDiscoveryRes',
  PowerDeliveryReq: 'PowerDeliveryRes',
  MeteringReceiptReq: 'MeteringReceiptRes',
  SessionStopReq: 'SessionStopRes',
  CertificateUpdateReq: 'CertificateUpdateRes',
  CertificateInstallationReq: 'CertificateInstallationRes',
  ChargingStatusReq: 'ChargingStatusRes',
  CableCheckReq: 'CableCheckRes',
  PreChargeReq: 'PreChargeRes',
  CurrentDemandReq: 'CurrentDemandRes',
  WeldingDetectionReq: 'WeldingDetectionRes',
} as const;

export type RequestName = keyof typeof responseOf;
export type ResponseName = (typeof responseOf)[RequestName];

/** Whether a body element is a request that an SECC answers. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(responseOf, name);
}

/** A request as it came: header and body, values as the codec gives them. */
export interface Request {
  readonly name: RequestName;
  readonly sessionId: Uint8Array;
  readonly body: ExiObject;
  /** The whole message, header and signature included; absent where it came in the words of another protocol. */
  readonly message?: ExiObject;
}

/**
 * The body in the type that its definition gives. The codec has checked it against the schema before: a message with a
 * violation never reaches a handler.
 */
export function bodyOf<T>(request: Request): T {
  return request.body as unknown as T;
}
