import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage, encodeMessage } from '../../src/messages/codec.js';
import { newSessionId, v2gMessage } from '../../src/messages/iso2/build.js';
import {
  isMessageName,
  isRequest,
  isResponse,
  messageNames,
  requestNames,
  requestOf,
  responseNames,
  responseTo,
} from '../../src/messages/iso2/message-names.js';
import { physicalValue } from '../../src/messages/iso2/quantity.js';

test('a built message goes over the wire and comes back', () => {
  const message = v2gMessage(newSessionId, 'SessionSetupReq', { EVCCID: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  const decoded = decodeMessage('iso2', encodeMessage('iso2', message));
  assert.deepEqual(decoded.violations, []);
  assert.equal(decoded.message, 'SessionSetupReq');
  assert.deepEqual(decoded.value, message);
});

test('the header can carry a notification', () => {
  const message = v2gMessage(
    Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    'ChargingStatusReq',
    {},
    { Notification: { FaultCode: 'ParsingError' } },
  );
  const decoded = decodeMessage('iso2', encodeMessage('iso2', message));
  assert.deepEqual(decoded.value, message);
});

test('quantities in a message are the ones that were put in', () => {
  const message = v2gMessage(newSessionId, 'PreChargeReq', {
    DC_EVStatus: { EVReady: true, EVErrorCode: 'NO_ERROR', EVRESSSOC: 42 },
    EVTargetVoltage: physicalValue(400.5, 'V'),
    EVTargetCurrent: physicalValue(2, 'A'),
  });
  const { value } = decodeMessage('iso2', encodeMessage('iso2', message));
  assert.deepEqual(value, message);
});

test('17 requests and 17 responses, each paired', () => {
  assert.equal(messageNames.length, 34);
  assert.equal(requestNames.length, 17);
  assert.deepEqual(requestNames.map(responseTo), responseNames);
  assert.deepEqual(responseNames.map(requestOf), requestNames);
  const paired: 'PowerDeliveryRes' = responseTo('PowerDeliveryReq');
  assert.equal(paired, 'PowerDeliveryRes');
});

test('names that only look like messages', () => {
  for (const name of ['SessionStartReq', 'BodyElement', 'V2G_Message', 'Req', '']) {
    assert.ok(!isMessageName(name) && !isRequest(name) && !isResponse(name), name);
  }
});
