import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.js';
import { authorise } from './support/drive-session.js';
import { EvClient } from './support/ev-client.js';
import { acParameters, requests } from './support/requests.js';
import { type RunningGateway, startGateway } from './support/test-gateway.js';

/** An AC session that charges and pauses; returns its SessionID. */
async function chargeAndPause({ ready }: RunningGateway): Promise<Uint8Array> {
  const ev = await EvClient.connect(ready.port!);
  await authorise(ev);
  await ev.ask('ChargeParameterDiscoveryReq', acParameters);
  await ev.ask('PowerDeliveryReq', { ChargeProgress: 'Start', SAScheduleTupleID: 7 });
  await ev.ask('ChargingStatusReq', {});
  await ev.ask('PowerDeliveryReq', { ChargeProgress: 'Stop', SAScheduleTupleID: 7 });
  assert.equal((await ev.ask('SessionStopReq', { ChargingSession: 'Pause' })).code, 'OK');
  await ev.connection.close();
  return ev.sessionId;
}

test('a paused session is joined again, with the same id and the same tuple on offer', async (t) => {
  const running = await startGateway(t);
  const id = await chargeAndPause(running);
  const ev = await EvClient.connect(running.ready.port!);
  await ev.negotiate();
  const joined = await ev.setUp(id);
  assert.equal(joined.code, 'OK_OldSessionJoined');
  assert.deepEqual(joined.sessionId, id);
  for (const name of ['ServiceDiscoveryReq', 'PaymentServiceSelectionReq', 'AuthorizationReq'] as const) {
    assert.equal((await ev.ask(name, requests[name])).code, 'OK', name);
  }
  const { body } = await ev.ask('ChargeParameterDiscoveryReq', acParameters);
  const list = body['SAScheduleList'] as { SAScheduleTuple: { SAScheduleTupleID: number }[] };
  assert.deepEqual(
    list.SAScheduleTuple.map((tuple) => tuple.SAScheduleTupleID),
    [1, 7],
  );
  await ev.connection.close();
});

test('another SessionID after a pause gets a new session, and the paused one is gone', async (t) => {
  const running = await startGateway(t);
  const id = await chargeAndPause(running);
  const other = Uint8Array.from(id, (byte) => byte ^ 0xff);
  const ev = await EvClient.connect(running.ready.port!);
  await ev.negotiate();
  const answer = await ev.setUp(other);
  assert.equal(answer.code, 'OK_NewSessionEstablished');
  assert.notDeepEqual(answer.sessionId, other);
  assert.notDeepEqual(answer.sessionId, id);
  await ev.ask('SessionStopReq', requests.SessionStopReq);
  await ev.connection.close();
  const late = await EvClient.connect(running.ready.port!);
  await late.negotiate();
  assert.equal((await late.setUp(id)).code, 'OK_NewSessionEstablished');
  await late.connection.close();
});

test('a gateway that restarts has the same state hash and joins the session that was paused before', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startGateway(t, { folder });
  const id = await chargeAndPause(first);
  const before = await first.control({ command: 'status' });
  await first.gateway.stop('restart');
  const second = await startGateway(t, { folder });
  const after = await second.control({ command: 'status' });
  assert.equal(after['state_hash'], before['state_hash']);
  assert.equal(after['paused_session'], Buffer.from(id).toString('hex').toUpperCase());
  const ev = await EvClient.connect(second.ready.port!);
  await ev.negotiate();
  assert.equal((await ev.setUp(id)).code, 'OK_OldSessionJoined');
  await ev.connection.close();
});

test('a stop order outlives a restart', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startGateway(t, { folder });
  await first.control({ command: 'stop', by: 'grid' });
  await first.gateway.stop('restart');
  const second = await startGateway(t, { folder });
  assert.equal((await second.control({ command: 'status' }))['stop_order'], 'grid');
});

test('the configuration applied twice changes nothing', async (t) => {
  const running = await startGateway(t);
  const before = await running.control({ command: 'status' });
  for (let twice = 0; twice < 2; twice++) {
    const reply = await running.control({ command: 'reload' });
    assert.deepEqual([reply['ok'], reply['changed'], reply['state_hash']], [true, [], before['state_hash']]);
  }
});

for (const [name, text] of [
  ['half a file', '{"version":1,"stopOr'],
  ['a file of another version', '{"version":2,"stopOrder":"none","meterWh":0}'],
  [
    'a session id that is none',
    '{"version":1,"stopOrder":"none","meterWh":0,"paused":{"id":"xyz","evccId":"","pausedAtS":1}}',
  ],
] as const) {
  test(`${name} in place of the state keeps the gateway from starting`, async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'state.json'), text);
    await assert.rejects(startGateway(t, { folder }), { code: 'GATEWAY-030' });
    assert.equal(readFileSync(join(folder, 'state.json'), 'utf8'), text, 'the file is left for inspection');
  });
}

test('a state file that cannot be written shows at the start', async (t) => {
  const replace = { state_file: join(temporaryFolder(t), 'no-such-folder', 'state.json') };
  await assert.rejects(startGateway(t, { replace }), { code: 'GATEWAY-031' });
});
