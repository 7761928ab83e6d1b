import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '../../src/gateway/config/load-config.js';
import { DinSession } from '../../src/gateway/din/din-session.js';
import { Iso20Session } from '../../src/gateway/iso20/iso20-session.js';
import type { CodecPort } from '../../src/gateway/server/codec-port.js';
import { Iso2Session } from '../../src/gateway/session/iso2-session.js';
import type { ProtocolSession } from '../../src/gateway/session/protocol-session.js';
import { decodeMessage, type ExiObject, encodeMessage } from '../../src/messages/codec.js';
import { captureItems, fixtureCapture, readSessions } from '../support/captures.js';
import { stationOf } from './support/core.js';
import { testConfigText } from './support/test-config.js';

const codec: CodecPort = {
  decode: (schema, bytes) => decodeMessage(schema, bytes),
  encode: (schema, value) => encodeMessage(schema, value),
};
const certificate = Uint8Array.of(0x30, 1, 2);

/** Recorded sessions of another vehicle with another station. */
const recordings: readonly (readonly [string, () => ProtocolSession])[] = [
  ['din-dc', () => new DinSession(codec)],
  ['iso2-ac', () => new Iso2Session(codec)],
  ['iso2-dc', () => new Iso2Session(codec)],
  ['iso20-dc', () => new Iso20Session(codec, 'dc', certificate)],
  ['iso20-dc-bpt', () => new Iso20Session(codec, 'dc', certificate)],
  ['iso20-ac', () => new Iso20Session(codec, 'ac', certificate)],
  ['iso20-ac-bpt', () => new Iso20Session(codec, 'ac', certificate)],
];

const config = parseConfig(
  testConfigText('', {
    evse: '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, DC_core, AC_three_phase_core] }',
    schedule: '[{ id: 1, power: [{ from_s: 0, power_w: 200000 }] }]',
    limits:
      '{ ac: { nominal_voltage_v: 230, max_current_a: 63, max_discharge_power_w: 11000 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000, max_discharge_power_w: 20000 } }',
  }),
  'replay.yaml',
);

/** Requests that a vehicle repeats while a station is busy; this one may have been quicker than the recorded one. */
const repeated = new Set([
  'AuthorizationReq',
  'ContractAuthenticationReq',
  'ScheduleExchangeReq',
  'ChargeParameterDiscoveryReq',
  'CableCheckReq',
  'DC_CableCheckReq',
]);

/** The message with the SessionID that this station has issued. */
function adapt(schema: string, message: string, value: ExiObject, id: Uint8Array): ExiObject {
  const root = schema.startsWith('iso20') ? message : 'V2G_Message';
  const whole = value[root] as ExiObject;
  const header = whole['Header'] as ExiObject;
  return message === 'SessionSetupReq' ? value : { [root]: { ...whole, Header: { ...header, SessionID: id } } };
}

for (const [name, open] of recordings) {
  test(`the vehicle of ${name}.pcap, replayed byte by byte but for the SessionID, comes to SessionStop`, () => {
    const session = open();
    const { messages } = readSessions(captureItems(fixtureCapture(`${name}.pcap`)));
    const requests = messages.filter(({ message, schema }) => message?.endsWith('Req') === true && schema !== 'sap');
    assert.ok(requests.length >= 8);
    let before: string | undefined;
    for (const { schema, message = '', payloadType, value } of requests) {
      assert.ok(
        schema === 'din' ||
          schema === 'iso2' ||
          schema === 'iso20.cm' ||
          schema === 'iso20.ac' ||
          schema === 'iso20.dc',
      );
      const payload = encodeMessage(schema, adapt(schema, message, value as ExiObject, session.id));
      const taken = session.take(payloadType, payload, stationOf({ config }));
      assert.ok(taken.kind === 'request' && taken.broken === undefined, message);
      const reply = taken.plan.kind === 'answer' ? taken.plan.reply : taken.plan.resume('done');
      if (reply.code === 'FAILED_SequenceError' && message === before && repeated.has(message)) continue;
      assert.match(reply.code, /^OK/, `${message} in ${session.phase}`);
      reply.commit();
      const answer = reply.encode();
      assert.equal(answer.payloadType, payloadType);
      const decoded = decodeMessage(schema, answer.payload);
      assert.deepEqual([decoded.message, decoded.violations], [message.replace(/Req$/, 'Res'), []]);
      before = message;
    }
    assert.equal(before, 'SessionStopReq');
    assert.equal(session.ended, true);
  });
}
