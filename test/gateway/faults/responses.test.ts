import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { noFaults, parseFaults } from '../../../src/gateway/faults/faults.js';
import { iso2ResponseChanges } from '../../../src/gateway/faults/faulty-iso2-responses.js';
import { iso20ResponseChanges } from '../../../src/gateway/faults/faulty-iso20-responses.js';
import { FaultyResponses } from '../../../src/gateway/faults/faulty-responses.js';
import type { OutgoingMessage } from '../../../src/gateway/faults/outgoing-message.js';
import type { ExiObject } from '../../../src/messages/codec.js';

const dcStatus: ExiObject = {
  NotificationMaxDelay: 0,
  EVSENotification: 'None',
  EVSEIsolationStatus: 'Valid',
  EVSEStatusCode: 'EVSE_Ready',
};
const interval = (start: number, duration?: number): ExiObject => ({
  RelativeTimeInterval: { start, ...(duration === undefined ? {} : { duration }) },
  PMax: { Multiplier: 0, Unit: 'W', Value: 11_000 },
});
const meter: ExiObject = { MeterID: 'M', MeterReading: 5, TMeter: 9 };
const rational: ExiObject = { Exponent: 0, Value: 11_000 };

/** An answer of each kind that some fault changes. */
const iso2Bodies: Readonly<Record<string, ExiObject>> = {
  SessionSetupRes: { ResponseCode: 'OK_NewSessionEstablished', EVSEID: 'DE*PLB*E1' },
  ServiceDiscoveryRes: {
    ResponseCode: 'OK',
    PaymentOptionList: { PaymentOption: ['ExternalPayment'] },
    ChargeService: { SupportedEnergyTransferMode: { EnergyTransferMode: ['DC_extended'] } },
  },
  ChargeParameterDiscoveryRes: {
    ResponseCode: 'OK',
    EVSEProcessing: 'Finished',
    SAScheduleList: {
      SAScheduleTuple: [
        {
          SAScheduleTupleID: 1,
          PMaxSchedule: { PMaxScheduleEntry: [interval(0), interval(43_200, 43_200)] },
          SalesTariff: { Id: 'id1' },
        },
      ],
    },
    DC_EVSEChargeParameter: {
      EVSEMaximumCurrentLimit: { Multiplier: 0, Unit: 'A', Value: 125 },
      EVSEMaximumPowerLimit: { Multiplier: 1, Unit: 'W', Value: 5000 },
    },
  },
  PowerDeliveryRes: { ResponseCode: 'OK', DC_EVSEStatus: dcStatus },
  CableCheckRes: { ResponseCode: 'OK', DC_EVSEStatus: dcStatus, EVSEProcessing: 'Finished' },
  PreChargeRes: { ResponseCode: 'OK', EVSEPresentVoltage: { Multiplier: 0, Unit: 'V', Value: 400 } },
  CurrentDemandRes: {
    ResponseCode: 'OK',
    EVSEID: 'DE*PLB*E1',
    SAScheduleTupleID: 1,
    EVSECurrentLimitAchieved: true,
    MeterInfo: meter,
    ReceiptRequired: false,
  },
  ChargingStatusRes: {
    ResponseCode: 'OK',
    EVSEID: 'DE*PLB*E1',
    SAScheduleTupleID: 1,
    MeterInfo: meter,
    ReceiptRequired: true,
  },
  WeldingDetectionRes: {
    ResponseCode: 'FAILED_WrongChargeParameter',
    DC_EVSEStatus: dcStatus,
    EVSEPresentVoltage: { Multiplier: 0, Unit: 'V', Value: 3 },
  },
  AuthorizationRes: { ResponseCode: 'FAILED_SequenceError', EVSEProcessing: 'Finished' },
  PaymentDetailsRes: { ResponseCode: 'FAILED_UnknownSession' },
};

const iso20Bodies: Readonly<Record<string, ExiObject>> = {
  SessionSetupRes: { ResponseCode: 'OK_NewSessionEstablished', EVSEID: 'DE*PLB*E1' },
  AuthorizationSetupRes: {
    ResponseCode: 'OK',
    AuthorizationServices: ['PnC'],
    PnC_ASResAuthorizationMode: { GenChallenge: new Uint8Array(16) },
  },
  ScheduleExchangeRes: {
    ResponseCode: 'OK',
    Scheduled_SEResControlMode: {
      ScheduleTuple: [
        {
          ChargingSchedule: {
            PowerSchedule: { PowerScheduleEntries: { PowerScheduleEntry: [{ Duration: 9, Power: rational }] } },
          },
        },
      ],
    },
  },
  DC_ChargeLoopRes: { ResponseCode: 'OK', MeterInfo: { MeterID: 'M', ChargedEnergyReadingWh: 7 } },
  MeteringConfirmationRes: { ResponseCode: 'OK' },
  ServiceDetailRes: { ResponseCode: 'FAILED_UnknownSession' },
  SessionStopRes: { ResponseCode: 'FAILED_SequenceError' },
};

const outgoing = (message: string, body: ExiObject, payloadType = 0x8001): OutgoingMessage => ({
  message,
  payloadType,
  requestId: Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9),
  header: {
    SessionID: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    TimeStamp: 1_800_000_000,
    Signature: { SignatureValue: 1 },
  },
  body,
});

const everyEdition: readonly FaultName[] = [
  'session-id-echoed',
  'sequence-error-general',
  'unknown-session-general',
  'failure-answered-ok',
  'wrong-payload-type',
];

/** Faults that change every message there is. */
const everywhere: ReadonlySet<string> = new Set([
  'wrong-payload-type',
  'pnc-unsigned-answers',
  'iso20-time-of-yesterday',
  'iso20-time-stands-still',
]);

for (const [edition, changes, bodies] of [
  ['ISO 15118-2', iso2ResponseChanges, iso2Bodies],
  ['ISO 15118-20', iso20ResponseChanges, iso20Bodies],
] as const) {
  const messages = Object.entries(bodies).map(([name, body]) => {
    const out = outgoing(name, body, name === 'MeteringConfirmationRes' ? 0x8102 : 0x8001);
    // The answer to a request that breaks the schema.
    const broken = { FaultCode: 'ParsingError' };
    return name === 'AuthorizationRes' ? { ...out, header: { ...out.header, Notification: broken } } : out;
  });

  describe(`answers of ${edition}`, () => {
    it('go out as they were planned without a fault', () => {
      for (const planned of messages) {
        assert.equal(new FaultyResponses(changes).apply(noFaults, planned), planned);
        assert.equal(new FaultyResponses(changes).apply(undefined, planned), planned);
      }
    });

    for (const name of [...everyEdition, ...(Object.keys(changes) as FaultName[])]) {
      it(`${name} changes the messages that it is about, and leaves the others alone`, () => {
        const responses = new FaultyResponses(changes);
        const later = (planned: OutgoingMessage): OutgoingMessage =>
          name === 'iso20-time-stands-still'
            ? { ...planned, header: { ...planned.header, TimeStamp: 1_800_000_000 + messages.indexOf(planned) } }
            : planned;
        const changed = messages.map(later).filter((planned) => {
          const before = structuredClone(planned);
          const out = responses.apply(parseFaults([name]), planned);
          assert.deepEqual(planned, before, 'the plan itself is not touched');
          return !isSame(out, planned);
        });
        // no-departure-time is about dynamic control, which none of these is.
        if (name === 'iso20-no-departure-time') return;
        assert.ok(changed.length > 0, 'nothing changes');
        assert.ok(everywhere.has(name) || changed.length < messages.length, 'everything changes');
      });
    }
  });
}

function isSame(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

describe('an answer in dynamic control', () => {
  it('loses its DepartureTime, and nothing else', () => {
    const body: ExiObject = { ResponseCode: 'OK', Dynamic_SEResControlMode: { DepartureTime: 7, TargetSOC: 80 } };
    const out = new FaultyResponses(iso20ResponseChanges).apply(
      parseFaults(['iso20-no-departure-time']),
      outgoing('ScheduleExchangeRes', body),
    );
    assert.deepEqual(out.body, { ResponseCode: 'OK', Dynamic_SEResControlMode: { TargetSOC: 80 } });
  });
});

describe('an answer that refuses', () => {
  it('has zeros in place of quantities and of its EVSEID, and keeps what is no number', () => {
    const body: ExiObject = {
      ResponseCode: 'FAILED_SequenceError',
      EVSEID: 'DE*PLB*E1',
      DC_EVSEChargeParameter: { DC_EVSEStatus: dcStatus, EVSEPresentVoltage: { Multiplier: 0, Unit: 'V', Value: 3 } },
    };
    const faults = parseFaults(['iso2-failed-unfilled']);
    const unfilled = (ResponseCode: string) =>
      new FaultyResponses(iso2ResponseChanges).apply(faults, outgoing('X', { ...body, ResponseCode })).body;
    assert.deepEqual(unfilled('FAILED_SequenceError'), {
      ResponseCode: 'FAILED_SequenceError',
      EVSEID: '0000000',
      DC_EVSEChargeParameter: { DC_EVSEStatus: dcStatus, EVSEPresentVoltage: { Multiplier: 0, Unit: 'h', Value: 0 } },
    });
    assert.deepEqual(unfilled('OK'), { ...body, ResponseCode: 'OK' });
  });
});
