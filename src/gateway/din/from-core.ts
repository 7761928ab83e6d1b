import type { ExiObject } from '../../wire/exi/notation/values.js';
import { objectAt } from '../exi-object.js';
import { physical } from '../physical-value.js';
import { relativeTimeInterval } from '../schedule/intervals.js';
import { offerSchedules, type SchedulesOffered } from '../schedule/offer-schedules.js';
import { dcStatus } from '../session/evse-status.js';
import type { ResponseCode } from '../session/response-code.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';
import type { DinRequestName } from './messages.js';

/** PMax is an xs:short in W: schedules above it cannot be told, and the limits of the charger hold. */
const largestPMax = 32_767;
const largestEvseId = 32;

/** Codes of ISO 15118-2 that DIN 70121 does not have, and what it says instead. */
const codes: Partial<Readonly<Record<ResponseCode, string>>> = {
  FAILED_WrongEnergyTransferMode: 'FAILED_WrongEnergyTransferType',
  FAILED_NoChargeServiceSelected: 'FAILED_ServiceSelectionInvalid',
  FAILED_ContactorError: 'FAILED_PowerDeliveryNotApplied',
};

/** A ResponseCode of DIN 70121. */
export function dinCode(code: ResponseCode): string {
  return codes[code] ?? code;
}

/** The answer of the core in the words of DIN 70121; every mandatory element is there, also in a FAILED one. */
export function fromCoreBody(
  name: DinRequestName,
  code: ResponseCode,
  body: ExiObject,
  session: Session,
  station: Station,
): ExiObject {
  return { ResponseCode: dinCode(code), ...elements(name, body, session, station) };
}

function elements(name: DinRequestName, body: ExiObject, session: Session, station: Station): ExiObject {
  const status = { DC_EVSEStatus: withoutRenegotiation(dcStatus(station)) };
  switch (name) {
    case 'SessionSetupReq':
      return {
        EVSEID: new TextEncoder().encode(station.config.evse.id).slice(0, largestEvseId),
        DateTimeNow: station.wallS,
      };
    case 'ServiceDiscoveryReq':
      return {
        PaymentOptions: { PaymentOption: ['ExternalPayment'] },
        ChargeService: {
          ServiceTag: { ServiceID: station.config.evse.charge_service_id, ServiceCategory: 'EVCharging' },
          FreeService: station.config.evse.free,
          EnergyTransferType: station.config.evse.energy_transfer_modes.includes('DC_core') ? 'DC_core' : 'DC_extended',
        },
      };
    case 'ServiceDetailReq':
      return { ServiceID: body['ServiceID'] ?? 0 };
    case 'ContractAuthenticationReq':
      return { EVSEProcessing: body['EVSEProcessing'] === 'Finished' ? 'Finished' : 'Ongoing' };
    case 'ChargeParameterDiscoveryReq':
      return {
        EVSEProcessing: body['EVSEProcessing'] ?? 'Finished',
        SAScheduleList: scheduleList(session.schedules ?? filler(station)),
        DC_EVSEChargeParameter: { ...objectAt(body, 'DC_EVSEChargeParameter'), ...status },
      };
    case 'PowerDeliveryReq':
      return status;
    case 'CableCheckReq':
      return { ...status, ...isolation(body), EVSEProcessing: body['EVSEProcessing'] ?? 'Finished' };
    case 'PreChargeReq':
    case 'WeldingDetectionReq':
      return { ...status, EVSEPresentVoltage: physical(station.presentVoltageV, 'V') };
    case 'CurrentDemandReq': {
      const { EVSEID, SAScheduleTupleID, MeterInfo, ReceiptRequired, ResponseCode, ...own } = body;
      return { ...own, ...status };
    }
    case 'ServicePaymentSelectionReq':
    case 'SessionStopReq':
      return {};
    default:
      return refused(name, session, station);
  }
}

/** The isolation state that the core's answer speaks of may be newer than the station's. */
function isolation(body: ExiObject): ExiObject {
  const status = objectAt(body, 'DC_EVSEStatus') ?? {};
  return status['EVSEStatusCode'] === undefined ? {} : { DC_EVSEStatus: withoutRenegotiation(status) };
}

/** Messages of AC and of contract payment: never legal here, answered with FAILED_SequenceError and valid elements. */
function refused(name: DinRequestName, session: Session, station: Station): ExiObject {
  const acStatus = { PowerSwitchClosed: false, RCD: false, NotificationMaxDelay: 0, EVSENotification: 'None' };
  const one = new Uint8Array(1);
  const certificates = {
    Id: 'id1',
    ContractSignatureCertChain: { Certificate: one },
    ContractSignatureEncryptedPrivateKey: one,
    DHParams: one,
    ContractID: 'ZZ00000',
  };
  switch (name) {
    case 'PaymentDetailsReq':
      return { GenChallenge: '0', DateTimeNow: station.wallS };
    case 'ChargingStatusReq':
      return {
        EVSEID: new Uint8Array(1),
        SAScheduleTupleID: session.tupleId ?? 1,
        ReceiptRequired: false,
        AC_EVSEStatus: acStatus,
      };
    case 'MeteringReceiptReq':
      return { AC_EVSEStatus: acStatus };
    case 'CertificateUpdateReq':
      return { ...certificates, RetryCounter: 0 };
    default:
      return certificates;
  }
}

function scheduleList(offered: SchedulesOffered): ExiObject {
  return {
    SAScheduleTuple: offered.tuples.map((tuple) => ({
      SAScheduleTupleID: tuple.id,
      PMaxSchedule: {
        PMaxScheduleID: tuple.id,
        PMaxScheduleEntry: tuple.power.map((entry, index) => ({
          RelativeTimeInterval: relativeTimeInterval(tuple.power, index, offered.endS),
          PMax: Math.min(largestPMax, Math.floor(entry.value)),
        })),
      },
    })),
  };
}

/** DIN 70121 wants a schedule in every answer, also where none has been offered yet. */
function filler(station: Station): SchedulesOffered {
  const limitW = station.config.limits.dc?.max_power_w ?? 0;
  const needs = { departureS: undefined, maxEntries: undefined, earlier: undefined };
  return offerSchedules(station.config, { ...needs, limitW, wallS: station.wallS });
}

/** DIN 70121 has no way to renegotiate: a vehicle that is asked for it could not. */
function withoutRenegotiation(status: ExiObject): ExiObject {
  return status['EVSENotification'] === 'ReNegotiation' ? { ...status, EVSENotification: 'None' } : status;
}
