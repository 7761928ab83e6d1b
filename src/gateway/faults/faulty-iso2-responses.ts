import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isExiObject } from '../exi-object.js';
import {
  isFailedText,
  onBody,
  type ResponseChange,
  type ResponseChanges,
  withCode,
  withField,
} from './outgoing-message.js';

const loops = ['ChargingStatusRes', 'CurrentDemandRes'];
const parameters = ['ChargeParameterDiscoveryRes'];
const tuplePath = ['SAScheduleList', 'SAScheduleTuple'];

/** What a gateway with faults says in ISO 15118-2 in place of what is right. */
export const iso2ResponseChanges: ResponseChanges = {
  // A header tells of a parsing error where the request broke the schema.
  'malformed-answered-ok': ({ header: { Notification, ...header }, ...out }) =>
    Notification === undefined ? { ...out, header } : withCode({ ...out, header }, 'OK'),
  'iso2-evse-id-form': onBody(['SessionSetupRes'], (body) => ({ ...body, EVSEID: 'NOBODY-1' })),
  'iso2-evse-id-changes': onBody(loops, (body) => withField(body, ['EVSEID'], () => 'DE*PLB*E99999*1')),
  'iso2-no-external-payment': onBody(['ServiceDiscoveryRes'], (body) => ({
    ...body,
    PaymentOptionList: { PaymentOption: ['Contract'] },
  })),
  'iso2-other-transfer-modes': onBody(['ServiceDiscoveryRes'], (body) =>
    withField(body, ['ChargeService', 'SupportedEnergyTransferMode', 'EnergyTransferMode'], (modes) =>
      Array.isArray(modes) && String(modes[0]).startsWith('DC') ? ['AC_single_phase_core'] : ['DC_extended'],
    ),
  ),
  'iso2-schedule-too-short': onBody(parameters, (body) =>
    withField(body, [...tuplePath, 'PMaxSchedule', 'PMaxScheduleEntry', 'RelativeTimeInterval', 'duration'], () => 1),
  ),
  'iso2-tuple-twice': onBody(parameters, (body) =>
    withField(body, tuplePath, (tuples) => (Array.isArray(tuples) ? [tuples[0], tuples[0]] : tuples)),
  ),
  'iso2-wrong-unit': onBody(parameters, (body) =>
    withField(body, ['DC_EVSEChargeParameter', 'EVSEMaximumCurrentLimit', 'Unit'], () => 'W'),
  ),
  'iso2-absurd-limit': onBody(parameters, (body) =>
    withField(body, ['DC_EVSEChargeParameter', 'EVSEMaximumPowerLimit'], () => ({
      Multiplier: 3,
      Unit: 'W',
      Value: 400,
    })),
  ),
  'iso2-other-tuple-in-loop': onBody(loops, (body) => withField(body, ['SAScheduleTupleID'], (id) => Number(id) + 1)),
  'iso2-no-status': onBody(['PowerDeliveryRes'], ({ DC_EVSEStatus, ...body }) =>
    DC_EVSEStatus === undefined
      ? body
      : { ...body, AC_EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'None', RCD: false } },
  ),
  'iso2-cable-check-invalid': onBody(['CableCheckRes'], (body) =>
    body['EVSEProcessing'] === 'Finished'
      ? withField(body, ['DC_EVSEStatus', 'EVSEIsolationStatus'], () => 'Invalid')
      : body,
  ),
  'iso2-no-pre-charge': onBody(['PreChargeRes'], (body) => withField(body, ['EVSEPresentVoltage', 'Value'], () => 0)),
  'iso2-failed-unfilled': (out) =>
    isFailedText(out.body['ResponseCode']) ? { ...out, body: unfilled(out.body) } : out,
  'iso2-limit-unsaid': onBody(['CurrentDemandRes'], (body) => ({
    ...body,
    EVSECurrentLimitAchieved: false,
    EVSEPowerLimitAchieved: false,
    EVSEVoltageLimitAchieved: false,
  })),
  'iso2-wrong-response': (out) =>
    out.message === 'WeldingDetectionRes'
      ? {
          ...out,
          message: 'CableCheckRes',
          body: {
            ResponseCode: out.body['ResponseCode']!,
            DC_EVSEStatus: out.body['DC_EVSEStatus']!,
            EVSEProcessing: 'Finished',
          },
        }
      : out,
  'meter-two-of-five': onBody(loops, (body) => withField(body, ['MeterInfo', 'MeterReading'], () => undefined)),
  'meter-receipt-of-anyone': onBody(loops, (body) => ({ ...body, ReceiptRequired: true })),
  'meter-receipt-never': onBody(loops, (body) => ({ ...body, ReceiptRequired: false })),
  'pnc-altered-after-signing': alterSigned(),
  'pnc-unsigned-answers': ({ header: { Signature: _, ...header }, ...out }) => ({ ...out, header }),
};

/** Quantities and ids as memory full of zeros has them: the first unit of the list, and an id of zeros. */
function unfilled(body: ExiObject): ExiObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (name === 'EVSEID') return [name, '0'.repeat(7)];
      if (!isExiObject(value)) return [name, value];
      return [name, 'Unit' in value ? { Multiplier: 0, Unit: 'h', Value: 0 } : unfilled(value)];
    }),
  ) as ExiObject;
}

/** A word in what the signature of the header covers. */
function alterSigned(): ResponseChange {
  return (out) => {
    const emaid = withField(out.body, ['eMAID', 'value'], (value) => `${String(value).slice(0, -1)}X`);
    const body = withField(emaid, [...tuplePath, 'SalesTariff'], (tariff) =>
      isExiObject(tariff) ? { ...tariff, SalesTariffDescription: 'free of charge' } : tariff,
    );
    return { ...out, body };
  };
}
