import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InjectionTrace } from '../../../src/probes/inject/injection-trace.js';
import { messageOfOctets, messagesOfJson } from '../../../src/probes/inject/read-messages.js';
import { encodeV2gtp } from '../../../src/wire/v2gtp.js';
import { readSessions } from '../../support/captures.js';
import { tlsCapture } from '../../support/tls-capture.js';
import { fixtureVectors, fromHex, toHex } from '../../support/vectors.js';

const vectors = fixtureVectors().filter(({ schema }) => schema === 'iso20.wpt' || schema === 'iso20.acdp');

/** Payload type of each message (ISO 15118-20:2022, 7.8.3, table 12). */
function payloadTypeOf({ schema, message }: { readonly schema: string; readonly message: string }): number {
  if (message.startsWith('ACDP_SystemStatus')) return 0x8103;
  return schema === 'iso20.wpt' ? 0x8006 : 0x8005;
}

describe('wireless and automatic connection: messages with their payload types', () => {
  it('has vectors of every message of both sets', () => {
    const names = new Set(vectors.map(({ message }) => message));
    for (const name of ['WPT_AlignmentCheck', 'WPT_ChargeLoop', 'WPT_FinePositioningSetup', 'WPT_Pairing'])
      assert.ok(names.has(`${name}Req`) && names.has(`${name}Res`), name);
    for (const name of ['ACDP_Connect', 'ACDP_Disconnect', 'ACDP_SystemStatus', 'ACDP_VehiclePositioning'])
      assert.ok(names.has(`${name}Req`) && names.has(`${name}Res`), name);
  });

  it('inject encodes each from JSON, byte for byte, with the payload type of its stream', () => {
    for (const vector of vectors) {
      const [sent] = messagesOfJson(vector.json, undefined);
      assert.deepEqual(
        [sent?.schema, sent?.message, sent?.payloadType, toHex(sent?.payload ?? new Uint8Array())],
        [vector.schema, vector.message, payloadTypeOf(vector), vector.exi],
        `${vector.message} ${vector.variant}`,
      );
    }
  });

  it('inject reads each from a frame, and its trace tells what was sent', () => {
    const trace = new InjectionTrace();
    for (const vector of vectors) {
      const frame = encodeV2gtp(payloadTypeOf(vector), fromHex(vector.exi));
      const { schema, message, payloadType } = messageOfOctets(frame, undefined);
      assert.deepEqual([schema, message, payloadType], [vector.schema, vector.message, payloadTypeOf(vector)]);
      const from = vector.message.endsWith('Req') ? 'vehicle' : 'station';
      const [told] = trace.frame(from, frame, process.hrtime.bigint(), undefined);
      assert.ok(told?.kind === 'message');
      assert.deepEqual([told.schema, told.message], [vector.schema, vector.message]);
    }
  });

  it('decode tells each from a capture by its payload type', () => {
    const chunks = vectors.map((vector) => ({
      side: vector.message.endsWith('Req') ? ('client' as const) : ('server' as const),
      bytes: encodeV2gtp(payloadTypeOf(vector), fromHex(vector.exi)),
    }));
    const { messages } = readSessions(tlsCapture(chunks));
    assert.deepEqual(
      messages.map(({ schema, schemaSource, message, payloadType }) => [schema, schemaSource, message, payloadType]),
      vectors.map((vector) => [vector.schema, 'payload-type', vector.message, payloadTypeOf(vector)]),
    );
    const broken = messages.flatMap(({ findings }) => findings).filter(({ rule }) => rule.includes('element'));
    assert.deepEqual(broken, []);
  });
});

describe('side streams of common messages', () => {
  const header = { SessionID: '0102030405060708', TimeStamp: 1_700_000_000 };
  const checkIn = { VehicleCheckInReq: { Header: header, EVCheckInStatus: 'CheckIn', ParkingMethod: 'AutoParking' } };

  it('carry them where the JSON names the payload type, and decode reads them there', () => {
    const [sent] = messagesOfJson({ schema: 'iso20.cm', value: checkIn, payloadType: '0x8104' }, undefined);
    assert.equal(sent?.payloadType, 0x8104);
    const frame = encodeV2gtp(sent.payloadType, sent.payload);
    assert.equal(messageOfOctets(frame, undefined).message, 'VehicleCheckInReq');
    const { messages } = readSessions(tlsCapture([{ side: 'client', bytes: frame }]));
    assert.deepEqual(
      messages.map(({ schema, message, findings }) => [schema, message, findings]),
      [['iso20.cm', 'VehicleCheckInReq', []]],
    );
  });

  it('refuses a payload type that there cannot be', () => {
    for (const payloadType of ['0x12345', -1, 'main', 1.5])
      assert.throws(() => messagesOfJson({ schema: 'iso20.cm', value: checkIn, payloadType }, undefined), /PROBES-020/);
  });
});
