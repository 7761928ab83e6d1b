import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage, encodeMessage } from '../../../src/messages/codec.js';
import type { ReceivedMessage, SentMessage } from '../../../src/peers/vehicle/exchange.js';
import { observeAnswer } from '../../../src/peers/vehicle/observe-answer.js';
import { onlyElement } from '../../../src/peers/vehicle/read-value.js';
import { noFacts } from '../../../src/peers/vehicle/session-facts.js';
import type { ExiObject } from '../../../src/wire/exi/notation/values.js';

const id = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const facts = { ...noFacts(), sessionId: id, evseId: 'DE*PLB*E1', saScheduleTupleId: 1 };

function sent(message: string, sessionId = id): SentMessage {
  const value = { V2G_Message: { Header: { SessionID: sessionId }, Body: { [message]: {} } } };
  const none = new Uint8Array();
  return {
    schema: 'iso2',
    message,
    value,
    frame: none,
    payload: none,
    payloadType: 0x8001,
    faults: [],
    askedAt: 0n,
    at: 0n,
  };
}

function received(payload: Uint8Array): ReceivedMessage {
  const decoded = decodeMessage('iso2', payload);
  const envelope = decoded.value?.['V2G_Message'] as ExiObject | undefined;
  return {
    ...decoded,
    body: onlyElement(envelope?.['Body'])?.[1],
    header: envelope?.['Header'] as ExiObject | undefined,
    frame: payload,
    payload,
    payloadType: 0x8001,
    at: 0n,
  };
}

function answer(name: string, body: ExiObject, sessionId: Uint8Array = id): Uint8Array {
  return encodeMessage('iso2', { V2G_Message: { Header: { SessionID: sessionId }, Body: { [name]: body } } });
}

const faults = (request: SentMessage, payload: Uint8Array) =>
  observeAnswer(request, received(payload), facts)
    .filter(({ severity }) => severity === 'fault')
    .map(({ rule }) => rule);

const power = (Value: number, Multiplier = 3): ExiObject => ({ Multiplier, Unit: 'W', Value });
const entry = (start: number, duration: number | undefined, watts: number): ExiObject => ({
  RelativeTimeInterval: { start, ...(duration === undefined ? {} : { duration }) },
  PMax: power(watts),
});
function parameters(...tuples: (readonly [number, ...ExiObject[]])[]): ExiObject {
  return {
    ResponseCode: 'OK',
    EVSEProcessing: 'Finished',
    SAScheduleList: {
      SAScheduleTuple: tuples.map(([SAScheduleTupleID, ...entries]) => ({
        SAScheduleTupleID,
        PMaxSchedule: { PMaxScheduleEntry: entries },
      })),
    },
    AC_EVSEChargeParameter: {
      AC_EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'None', RCD: false },
      EVSENominalVoltage: { Multiplier: 0, Unit: 'V', Value: 230 },
      EVSEMaxCurrent: { Multiplier: 0, Unit: 'A', Value: 32 },
    },
  };
}

for (const [what, body, expected] of [
  ['one entry with duration', parameters([1, entry(0, 3600, 22)]), []],
  ['two entries, the last with duration', parameters([1, entry(0, undefined, 22), entry(60, 60, 11)]), []],
  ['no duration at the end', parameters([1, entry(0, undefined, 22)]), ['schedule']],
  ['a duration before the end', parameters([1, entry(0, 60, 22), entry(60, 60, 11)]), ['schedule']],
  ['starts that fall', parameters([1, entry(60, undefined, 22), entry(0, 60, 11)]), ['schedule']],
  ['one id twice', parameters([1, entry(0, 60, 22)], [1, entry(0, 60, 11)]), ['schedule']],
  ['more power than three phases carry', parameters([1, entry(0, 60, 23)]), ['schedule']],
] as const) {
  test(`a schedule with ${what}: ${expected.length === 0 ? 'nothing to say' : 'a fault'}`, () => {
    assert.deepEqual(
      faults(sent('ChargeParameterDiscoveryReq'), answer('ChargeParameterDiscoveryRes', body)),
      expected,
    );
  });
}

const setup = (code: string): ExiObject => ({ ResponseCode: code, EVSEID: 'DE*PLB*E1' });
for (const [what, asked, code, given, expected] of [
  ['a new session', new Uint8Array(8), 'OK_NewSessionEstablished', id, []],
  ['a new session with a short id', new Uint8Array(8), 'OK_NewSessionEstablished', id.slice(0, 4), ['session-id']],
  ['an old session joined', id, 'OK_OldSessionJoined', id, []],
  ['an old session joined under another id', id, 'OK_OldSessionJoined', new Uint8Array(8).fill(9), ['session-id']],
  ['a new session in place of the old one', id, 'OK_NewSessionEstablished', new Uint8Array(8).fill(9), []],
  ['a new session under the old id', id, 'OK_NewSessionEstablished', id, ['session-id']],
] as const) {
  test(`SessionSetupRes, ${what}: ${expected.length === 0 ? 'right' : 'a fault'}`, () => {
    assert.deepEqual(faults(sent('SessionSetupReq', asked), answer('SessionSetupRes', setup(code), given)), expected);
  });
}

test('another EVSEID or schedule than agreed is a fault', () => {
  const status = { NotificationMaxDelay: 0, EVSENotification: 'None', RCD: false };
  const body = { ResponseCode: 'OK', EVSEID: 'DE*PLB*E2', SAScheduleTupleID: 2, AC_EVSEStatus: status };
  assert.deepEqual(faults(sent('ChargingStatusReq'), answer('ChargingStatusRes', body)), ['schedule-tuple', 'evse-id']);
});

test('no bytes make the observer throw', () => {
  const good = [
    answer('ChargeParameterDiscoveryRes', parameters([1, entry(0, undefined, 22), entry(60, 60, 11)])),
    answer('SessionSetupRes', setup('OK_NewSessionEstablished')),
    answer('AuthorizationRes', { ResponseCode: 'OK', EVSEProcessing: 'Finished' }),
  ];
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  let silent = 0;
  for (let round = 0; round < 5000; round++) {
    const bytes = Uint8Array.from(good[round % good.length] ?? []);
    for (let flips = random(4); flips >= 0; flips--) bytes[random(bytes.length)] = random(256);
    const observations = observeAnswer(
      sent('AuthorizationReq'),
      received(bytes.subarray(0, 1 + random(bytes.length))),
      facts,
    );
    if (observations.length === 0) silent++;
  }
  // Mutated and cut answers are noticed nearly always: what is left is a flip that gives another correct message.
  assert.ok(silent < 500, `${silent} of 5000 unnoticed`);
});
