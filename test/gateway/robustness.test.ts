import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeMessage } from '../../src/messages/codec.js';
import { connectV2g } from '../../src/transport/v2g-connection.js';
import { encodeV2gtp } from '../../src/wire/v2gtp.js';
import { EvClient } from './support/ev-client.js';
import { requests } from './support/requests.js';
import { startGateway } from './support/test-gateway.js';

const sessionSetup = encodeMessage('iso2', {
  V2G_Message: { Header: { SessionID: new Uint8Array(8) }, Body: { SessionSetupReq: requests.SessionSetupReq } },
});

/** V2GTP headers with one fault each: the frame is ignored and the connection goes on (catalogue V2GTPSessionSetup). */
const headers: readonly { readonly name: string; readonly frame: Uint8Array }[] = [
  { name: 'protocol version 0xFF', frame: encodeV2gtp(0x8001, sessionSetup, { version: 0xff }) },
  { name: 'inverse version 0xFF', frame: encodeV2gtp(0x8001, sessionSetup, { inverseVersion: 0xff }) },
  { name: 'payload type 0x7001', frame: encodeV2gtp(0x7001, sessionSetup) },
  { name: 'payload type of ISO 15118-20', frame: encodeV2gtp(0x8002, sessionSetup) },
  { name: 'no payload', frame: encodeV2gtp(0x8001, new Uint8Array()) },
];

for (const { name, frame } of headers) {
  test(`a frame with ${name} is ignored, the next one answered`, async (t) => {
    const { ready } = await startGateway(t);
    const ev = await EvClient.connect(ready.port!);
    await ev.negotiate();
    await ev.connection.sendRaw(frame);
    const answer = await ev.setUp();
    assert.equal(answer.code, 'OK_NewSessionEstablished');
    assert.deepEqual(await ev.connection.receive(50), { kind: 'timeout' }, 'one answer only');
    await ev.connection.close();
  });
}

test('a length that cannot be believed ends the connection', async (t) => {
  const { ready, log } = await startGateway(t);
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  await ev.connection.sendRaw(encodeV2gtp(0x8001, sessionSetup, { length: 0xffff_ffff }));
  assert.equal(await ev.closed(20_000), 'fin');
  assert.match(String((await log.until('connection-closed'))['reason']), /length/);
  await ev.connection.close();
});

test('a request with a broken element is answered FAILED with a parsing error, then closed', async (t) => {
  const { ready } = await startGateway(t);
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  await ev.setUp();
  const Header = { SessionID: ev.sessionId };
  const message = { V2G_Message: { Header, Body: { CableCheckReq: requests.CableCheckReq } } };
  const path = 'V2G_Message.Body.CableCheckReq.DC_EVStatus.EVErrorCode';
  await ev.connection.send(0x8001, encodeMessage('iso2', message, [{ kind: 'enumeration-code', path, code: 15 }]));
  const answer = await ev.answer('CableCheckReq');
  assert.deepEqual([answer.message, answer.code], ['CableCheckRes', 'FAILED']);
  assert.deepEqual(answer.header['Notification'], { FaultCode: 'ParsingError' });
  assert.equal(await ev.closed(20_000), 'fin');
  await ev.connection.close();
});

test('garbage of every kind never takes the gateway down', async (t) => {
  const { ready } = await startGateway(t);
  let seed = 12_345;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return seed >> 8;
  };
  for (let round = 0; round < 40; round++) {
    const ev = await EvClient.connect(ready.port!);
    await ev.negotiate();
    if (round % 2 === 0) await ev.setUp();
    const bytes = round % 4 < 2 ? mutated(next) : Uint8Array.from({ length: next() % 400 }, () => next() & 0xff);
    if (round % 3 === 0) await ev.connection.sendRaw(bytes);
    else await ev.connection.send(0x8001, bytes);
    await ev.connection.receive(20);
    await ev.connection.close('reset');
  }
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  assert.equal((await ev.setUp()).code, 'OK_NewSessionEstablished');
  await ev.connection.close();
});

function mutated(next: () => number): Uint8Array {
  const bytes = Uint8Array.from(sessionSetup);
  for (let count = 0; count < 3; count++) bytes[next() % bytes.length] = next() & 0xff;
  return bytes;
}

test('a second vehicle is told that the EVSE is taken; when it is free it is served', async (t) => {
  const { ready, log } = await startGateway(t);
  const first = await EvClient.connect(ready.port!);
  const second = await EvClient.connect(ready.port!);
  await first.negotiate();
  await second.negotiate();
  assert.equal((await first.setUp()).code, 'OK_NewSessionEstablished');
  assert.equal((await second.setUp()).code, 'FAILED');
  assert.equal(await second.closed(20_000), 'fin');
  await second.connection.close();
  await first.connection.close();
  await log.until('connection-closed');
  const third = await EvClient.connect(ready.port!);
  await third.negotiate();
  assert.equal((await third.setUp()).code, 'OK_NewSessionEstablished');
  await third.connection.close();
});

test('more connections than allowed are refused, the ones that exist go on', async (t) => {
  const { ready, log } = await startGateway(t, { extra: 'behaviour: { max_connections: 2 }' });
  const first = await EvClient.connect(ready.port!);
  const second = await EvClient.connect(ready.port!);
  await first.negotiate();
  await second.negotiate();
  // The reset may come before or after the vehicle thinks that it is connected.
  const third = await connectV2g({ host: '::1', port: ready.port!, timeoutMs: 20_000 }).catch(() => undefined);
  await log.until('connection-refused');
  if (third !== undefined) assert.equal((await third.receive(20_000)).kind, 'closed');
  assert.equal((await first.setUp()).code, 'OK_NewSessionEstablished');
  for (const ev of [first, second]) await ev.connection.close();
});

test('the failed answer comes before the close, and nothing after it', async (t) => {
  const { ready } = await startGateway(t);
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  const answer = await ev.ask('ServiceDiscoveryReq', {});
  assert.deepEqual([answer.message, answer.code], ['ServiceDiscoveryRes', 'FAILED_SequenceError']);
  assert.deepEqual(answer.sessionId, new Uint8Array(8), 'no session yet: the id of the request comes back');
  assert.equal(await ev.closed(20_000), 'fin');
  await ev.connection.close();
});

test('with sequence-failures only, another failure leaves the session as it was', async (t) => {
  const { ready } = await startGateway(t, { extra: 'behaviour: { close_after: sequence-failures }' });
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  await ev.setUp();
  await ev.ask('ServiceDiscoveryReq', {});
  const wrong = { ...requests.PaymentServiceSelectionReq, SelectedPaymentOption: 'Contract' };
  assert.equal((await ev.ask('PaymentServiceSelectionReq', wrong)).code, 'FAILED_PaymentSelectionInvalid');
  assert.equal((await ev.ask('PaymentServiceSelectionReq', requests.PaymentServiceSelectionReq)).code, 'OK');
  await ev.connection.close();
});

test('Failed_NoNegotiation is answered and the connection closed', async (t) => {
  const { ready } = await startGateway(t);
  const ev = await EvClient.connect(ready.port!);
  assert.deepEqual(await ev.negotiate([{ namespace: 'urn:iso:15118:2:2014:MsgDef', major: 3 }]), {
    ResponseCode: 'Failed_NoNegotiation',
  });
  assert.equal(await ev.closed(20_000), 'fin');
  await ev.connection.close();
});

test('silence ends a connection after the sequence timeout and not before', async (t) => {
  const { ready, log } = await startGateway(t, { extra: 'timers: { sequence_s: 1.5 }' });
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  assert.equal((await ev.connection.receive(500)).kind, 'timeout');
  assert.equal(await ev.closed(20_000), 'fin');
  assert.equal(log.find('sequence-timeout')?.msg, 'V2G_SECC_Sequence_Timeout');
  await ev.connection.close();
});

test('after SessionStop the gateway waits for the vehicle to close, then closes by itself', async (t) => {
  const { ready } = await startGateway(t, { extra: 'timers: { session_stop_close_s: 1.5 }' });
  const ev = await EvClient.connect(ready.port!);
  await ev.negotiate();
  await ev.setUp();
  assert.equal((await ev.ask('SessionStopReq', requests.SessionStopReq)).code, 'OK');
  assert.equal((await ev.connection.receive(500)).kind, 'timeout');
  assert.equal(await ev.closed(20_000), 'fin');
  await ev.connection.close();
});
