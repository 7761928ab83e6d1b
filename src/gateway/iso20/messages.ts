import type { ExiObject } from '../../wire/exi/notation/values.js';
import { payloadTypes } from '../../wire/v2gtp.js';

/** Message sets of ISO 15118-20 that this SECC speaks. */
export type Iso20Schema = 'iso20.cm' | 'iso20.ac' | 'iso20.dc';

interface Iso20Message {
  readonly response: string;
  readonly schema: Iso20Schema;
}

const common = (response: string) => ({ response, schema: 'iso20.cm' }) as const satisfies Iso20Message;
const ac = (response: string) => ({ response, schema: 'iso20.ac' }) as const satisfies Iso20Message;
const dc = (response: string) => ({ response, schema: 'iso20.dc' }) as const satisfies Iso20Message;

/** Every request of the common, AC and DC messages with its response (ISO 15118-20:2022, 8.3.4). */
export const iso20Messages = {
  SessionSetupReq: common('SessionSetupRes'),
  AuthorizationSetupReq: common('AuthorizationSetupRes'),
  AuthorizationReq: common('AuthorizationRes'),
  CertificateInstallationReq: common('CertificateInstallationRes'),
  ServiceDiscoveryReq: common('ServiceDiscoveryRes'),
  ServiceDetailReq: common('ServiceDetailRes'),
  ServiceSelectionReq: common('ServiceSelectionRes'),
  VehicleCheckInReq: common('VehicleCheckInRes'),
  VehicleCheckOutReq: common('VehicleCheckOutRes'),
  ScheduleExchangeReq: common('ScheduleExchangeRes'),
  PowerDeliveryReq: common('PowerDeliveryRes'),
  MeteringConfirmationReq: common('MeteringConfirmationRes'),
  SessionStopReq: common('SessionStopRes'),
  AC_ChargeParameterDiscoveryReq: ac('AC_ChargeParameterDiscoveryRes'),
  AC_ChargeLoopReq: ac('AC_ChargeLoopRes'),
  DC_ChargeParameterDiscoveryReq: dc('DC_ChargeParameterDiscoveryRes'),
  DC_CableCheckReq: dc('DC_CableCheckRes'),
  DC_PreChargeReq: dc('DC_PreChargeRes'),
  DC_ChargeLoopReq: dc('DC_ChargeLoopRes'),
  DC_WeldingDetectionReq: dc('DC_WeldingDetectionRes'),
} as const satisfies Record<string, Iso20Message>;

export type Iso20RequestName = keyof typeof iso20Messages;

export function isIso20Request(name: string): name is Iso20RequestName {
  return Object.hasOwn(iso20Messages, name);
}

/**
 * The message set of each payload type (ISO 15118-20:2022, 7.8.3, table 12). 0x8101 and 0x8102 are streams of common
 * messages beside the main one: schedule renegotiation and metering confirmation while energy flows.
 */
export const schemaOfPayload: ReadonlyMap<number, Iso20Schema> = new Map([
  [payloadTypes.iso20Main, 'iso20.cm'],
  [payloadTypes.iso20Ac, 'iso20.ac'],
  [payloadTypes.iso20Dc, 'iso20.dc'],
  [payloadTypes.iso20ScheduleRenegotiation, 'iso20.cm'],
  [payloadTypes.iso20MeteringConfirmation, 'iso20.cm'],
]);

/** What may stand in a side stream: anything else there is out of sequence. */
export const sideStreams: ReadonlyMap<number, readonly Iso20RequestName[]> = new Map([
  [payloadTypes.iso20ScheduleRenegotiation, ['ScheduleExchangeReq', 'PowerDeliveryReq']],
  [payloadTypes.iso20MeteringConfirmation, ['MeteringConfirmationReq']],
]);

/** A request as it came; values as the codec gives them. */
export interface Iso20Request {
  readonly name: Iso20RequestName;
  readonly payloadType: number;
  readonly header: ExiObject;
  readonly sessionId: Uint8Array;
  /** The message without its header. */
  readonly body: ExiObject;
  /** The message as it came, for its signature; undefined where it did not come by itself. */
  readonly message?: ExiObject;
}

/** The body in the type of its definition; the codec has checked it before. */
export function bodyOf<T>(request: Iso20Request): T {
  return request.body as unknown as T;
}

/** Whether a request came beside the main stream. */
export function isSideStream(request: Iso20Request): boolean {
  return sideStreams.has(request.payloadType);
}
