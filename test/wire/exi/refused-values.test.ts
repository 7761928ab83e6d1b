import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExiObject, encodeLeniently, encodeMessage } from '../../../src/messages/codec.js';

test('values that break a rule are refused unless a fault asks for it', () => {
  const request = { V2G_Message: { Header: { SessionID: new Uint8Array(9) }, Body: {} } };
  assert.throws(() => encodeMessage('iso2', request), { code: 'MESSAGES-001', place: 'V2G_Message.Header.SessionID' });
  const lenient = encodeLeniently('iso2', request);
  assert.deepEqual(
    lenient.violations.map(({ rule }) => rule),
    ['length-out-of-range'],
  );
  assert.ok(lenient.bytes);
});

test('a misspelt, missing or surplus member never vanishes silently', () => {
  const header = { SessionID: new Uint8Array(8) };
  for (const [value, place] of [
    [{ V2G_Message: { Header: { ...header, Sesion: 1 }, Body: {} } }, 'V2G_Message.Header.Sesion'],
    [{ V2G_Message: { Header: {}, Body: {} } }, 'V2G_Message.Header'],
    [{ V2G_Message: { Header: header, Body: { SessionStopReq: {} } } }, 'V2G_Message.Body.SessionStopReq'],
    [{ V2G_Message: { Header: header } }, 'V2G_Message'],
    [{ V2G_Mesage: {} }, ''],
  ] as const) {
    assert.throws(() => encodeMessage('iso2', value as ExiObject), { code: 'MESSAGES-001', place });
  }
});

test('a fault covers its own place only', () => {
  const request = { V2G_Message: { Header: {}, Body: { SessionSetupReq: { EVCCID: new Uint8Array(6) } } } };
  const faults = [{ kind: 'length', path: 'EVCCID', length: 7 }] as const;
  assert.throws(() => encodeMessage('iso2', request, faults), { code: 'MESSAGES-001', place: 'V2G_Message.Header' });
});

test('a fault without a place is refused', () => {
  const value = { supportedAppProtocolRes: { ResponseCode: 'Failed_NoNegotiation' } };
  assert.throws(() => encodeMessage('sap', value, [{ kind: 'missing', path: 'Nowhere' }]), { code: 'MESSAGES-004' });
});
