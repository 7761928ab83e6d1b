import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeMessage,
  encodeLeniently,
  fromJson,
  jsonText,
  messageName,
  messageNames,
  schemaName,
  toJson,
} from '../../src/messages/codec.js';

const header = { SessionID: '0011223344556677' };
const message = (body: object): object => ({ V2G_Message: { Header: header, Body: body } });

test('binaries are octets in memory, hex or base64 in JSON', () => {
  const json = message({ AuthorizationReq: { GenChallenge: 'AAcOFRwjKjE4P0ZNVFtiaQ==' } });
  const value = fromJson('iso2', json) as { V2G_Message: { Header: { SessionID: Uint8Array } } };
  assert.deepEqual(value.V2G_Message.Header.SessionID, Uint8Array.of(0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77));
  assert.deepEqual(toJson('iso2', value), json);
  assert.deepEqual(JSON.parse(jsonText('iso2', value)), json);
});

const refused: readonly { readonly json: unknown; readonly place: string | undefined }[] = [
  { json: null, place: undefined },
  { json: [], place: undefined },
  { json: { Nothing: {} }, place: 'Nothing' },
  { json: message({ SessionSetupReq: { EVCCID: 'xyz' } }), place: 'V2G_Message.Body.SessionSetupReq.EVCCID' },
  { json: message({ SessionSetupReq: { EVCCID: 5 } }), place: 'V2G_Message.Body.SessionSetupReq.EVCCID' },
  { json: message({ SessionSetupReq: { Evccid: '' } }), place: 'V2G_Message.Body.SessionSetupReq.Evccid' },
  { json: message({ SessionSetupReq: [] }), place: 'V2G_Message.Body.SessionSetupReq' },
  {
    json: message({ SessionSetupRes: { EVSETimeStamp: 1.5 } }),
    place: 'V2G_Message.Body.SessionSetupRes.EVSETimeStamp',
  },
  {
    json: message({ AuthorizationReq: { GenChallenge: '???' } }),
    place: 'V2G_Message.Body.AuthorizationReq.GenChallenge',
  },
  {
    json: message({ PaymentServiceSelectionReq: { SelectedServiceList: { SelectedService: { ServiceID: 1 } } } }),
    place: 'V2G_Message.Body.PaymentServiceSelectionReq.SelectedServiceList.SelectedService',
  },
  {
    json: message({ PaymentServiceSelectionReq: { SelectedServiceList: { SelectedService: [{ ServiceID: '1x' }] } } }),
    place: 'V2G_Message.Body.PaymentServiceSelectionReq.SelectedServiceList.SelectedService.0.ServiceID',
  },
];

for (const { json, place } of refused) {
  test(`JSON that is not the message is refused at ${place ?? 'its root'}`, () => {
    assert.throws(() => fromJson('iso2', json), { code: 'MESSAGES-001', place });
  });
}

test('text that looks like anything stays text', () => {
  for (const text of ['"', '\\', '\u0000 0 \u0000', 'é', '😀', '</script>', '\n', '#5', '1e5']) {
    const value = fromJson('iso2', message({ PaymentDetailsRes: { ResponseCode: text } }));
    assert.deepEqual(JSON.parse(jsonText('iso2', value)), toJson('iso2', value));
  }
});

test('characters beyond ASCII go over the wire', () => {
  const json = message({
    SessionSetupRes: { ResponseCode: 'OK', EVSEID: 'DE*é😀*1', EVSETimeStamp: -5 },
  });
  const { bytes, violations } = encodeLeniently('iso2', fromJson('iso2', json));
  assert.deepEqual(violations, []);
  assert.ok(bytes);
  const { value, violations: found } = decodeMessage('iso2', bytes);
  assert.deepEqual(found, []);
  assert.deepEqual(value && toJson('iso2', value), json);
});

test('names of sets and messages', () => {
  assert.equal(schemaName('iso20.cm'), 'iso20.cm');
  for (const name of ['iso', '', 'toString']) assert.throws(() => schemaName(name), { code: 'MESSAGES-002' });
  assert.equal(messageNames('iso2').length, 34);
  assert.deepEqual(messageNames('sap'), ['supportedAppProtocolReq', 'supportedAppProtocolRes']);
  assert.equal(messageName('iso2', fromJson('iso2', message({ SessionStopReq: {} }))), 'SessionStopReq');
  assert.equal(messageName('iso2', fromJson('iso2', message({}))), undefined);
});
