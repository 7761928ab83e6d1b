import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.js';
import { keepExchanges, startIso20 } from './support/iso20-bench.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('pause and resume: the same vehicle joins again and goes on at ChargeParameterDiscovery', async (t) => {
  const bench = await startIso20(t);
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer, iso20: { controlMode: 'dynamic' } });
  assert.equal((await vehicle.driveTo('paused')).failure?.text, undefined);
  const id = vehicle.sessionId;
  await bench.log.until('session-paused');
  await vehicle.rejoin();
  const before = kept.names.length;
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.deepEqual(vehicle.sessionId, id);
  assert.deepEqual(kept.names.slice(before, before + 3), [
    'supportedAppProtocolReq',
    'SessionSetupReq',
    'DC_ChargeParameterDiscoveryReq',
  ]);
  assert.deepEqual(kept.faults, []);
  await bench.log.until('session-joined');
});

test('a pause outlives the gateway; a session that was ended does not', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startIso20(t, { folder });
  const vehicle = await first.vehicle();
  await vehicle.driveTo('paused');
  const id = vehicle.sessionId;
  await first.gateway.stop('restart');
  const second = await startIso20(t, { folder });
  const again = await second.vehicle();
  await again.rejoin(id);
  await again.driveTo('service-selected');
  assert.deepEqual(again.sessionId, id);
  await again.driveTo('stopped');
  const third = await second.vehicle();
  await third.rejoin(id);
  await third.driveTo('session-open');
  assert.notDeepEqual(third.sessionId, id);
});

test('service renegotiation keeps the connection and comes to SessionStop with another round', async (t) => {
  const bench = await startIso20(t);
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer });
  await vehicle.driveTo('energy-on');
  await bench.control({ command: 'notify', wish: 'service-renegotiation' });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.equal(kept.names.filter((name) => name === 'ServiceDiscoveryReq').length, 2);
  assert.equal(kept.names.filter((name) => name === 'SessionSetupReq').length, 1);
  assert.equal(kept.names.filter((name) => name === 'SessionStopReq').length, 2);
  assert.equal(kept.events.filter(({ kind }) => kind === 'connected').length, 1);
});

test('schedule renegotiation goes through ScheduleExchange with the contactor closed', async (t) => {
  const bench = await startIso20(t);
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer, loops: 8 });
  await vehicle.driveTo('one-loop');
  const from = bench.log.lines.length;
  await bench.control({ command: 'notify', wish: 'schedule-renegotiation' });
  assert.equal((await vehicle.driveTo('loop-done')).failure?.text, undefined);
  assert.equal(kept.names.filter((name) => name === 'ScheduleExchangeReq').length, 2);
  assert.equal(
    bench.log.lines.slice(from).some(({ event }) => event === 'stop-requested'),
    false,
  );
  await vehicle.driveTo('stopped', { loops: 0 });
});

test('in the side stream schedules are renegotiated while the charge loop goes on', async (t) => {
  const bench = await startIso20(t);
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('one-loop');
  const schedule = await vehicle.request('ScheduleExchangeReq', { payloadType: 0x8101 });
  assert.deepEqual([schedule.responseCode, schedule.answer?.payloadType], ['OK', 0x8101]);
  assert.equal((await vehicle.request('DC_ChargeLoopReq')).responseCode, 'OK');
  const anchor = vehicle.facts.iso20.schedule?.anchor ?? 0;
  const adopt = await vehicle.request('PowerDeliveryReq', {
    payloadType: 0x8101,
    body: {
      EVProcessing: 'Finished',
      ChargeProgress: 'ScheduleRenegotiation',
      EVPowerProfile: {
        TimeAnchor: anchor,
        Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: 7 },
        EVPowerProfileEntries: { EVPowerProfileEntry: [{ Duration: 60, Power: { Exponent: 0, Value: 5000 } }] },
      },
    },
  });
  assert.deepEqual([adopt.responseCode, adopt.answer?.payloadType], ['OK', 0x8101]);
  const loop = await vehicle.request('DC_ChargeLoopReq');
  const mode = loop.answer?.body?.['Scheduled_DC_CLResControlMode'] as Record<string, unknown>;
  assert.deepEqual(mode['EVSEMaximumChargePower'], { Exponent: 0, Value: 5000 });
  await vehicle.driveTo('stopped', { loops: 0 });
});

test('a wish for metering confirmation is confirmed by the vehicle and then forgotten', async (t) => {
  const bench = await startIso20(t);
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer, loops: 6 });
  await vehicle.driveTo('one-loop');
  await bench.control({ command: 'notify', wish: 'metering-confirmation' });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.equal(kept.names.filter((name) => name === 'MeteringConfirmationReq').length, 1);
});

test('standby takes the power away and Start brings it back', async (t) => {
  const bench = await startIso20(t, { extra: 'timers: { charge_loop_sequence_s: 2 }' });
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('one-loop');
  assert.equal((await vehicle.request('PowerDeliveryReq', { progress: 'Standby' })).responseCode, 'OK');
  assert.equal(((await bench.control({ command: 'status' }))['power'] as { state: string }).state, 'off');
  // Longer than the charge loop may be silent: that timer does not run in a pause.
  await wait(2300);
  const start = await vehicle.request('PowerDeliveryReq', { progress: 'Start' });
  assert.equal(start.responseCode, 'OK');
  assert.equal((await vehicle.request('DC_ChargeLoopReq')).responseCode, 'OK');
  assert.equal((await vehicle.request('PowerDeliveryReq', { progress: 'Stop' })).responseCode, 'OK');
});

test('a refused customer is a warning at once; a granted one goes on', async (t) => {
  const bench = await startIso20(t, { extra: 'authorization: { mode: operator }' });
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('authorization-set-up');
  const waiting = await vehicle.request('AuthorizationReq');
  assert.equal(waiting.answer?.body?.['EVSEProcessing'], 'Ongoing_WaitingForCustomerInteraction');
  await bench.control({ command: 'refuse' });
  const refused = await vehicle.request('AuthorizationReq');
  assert.deepEqual(
    [refused.responseCode, refused.answer?.body?.['EVSEProcessing']],
    ['WARNING_EIMAuthorizationFailure', 'Finished'],
  );
  await bench.control({ command: 'authorize' });
  assert.equal((await vehicle.driveTo('authorized')).failure?.text, undefined);
});

test('a message that breaks the schema is FAILED in its own response, garbage ends the connection, and the gateway lives', async (t) => {
  const bench = await startIso20(t);
  const first = await bench.vehicle();
  await first.driveTo('authorization-set-up');
  const garbage = await first.requestRaw(Uint8Array.of(0x80, 0xff, 0xff, 0xff));
  assert.equal(garbage.outcome, 'closed');
  const second = await bench.vehicle();
  await second.driveTo('services-known');
  const broken = await second.request('ServiceDetailReq', { faults: [{ kind: 'truncate', octets: -1 }] });
  assert.deepEqual([broken.answer?.message, broken.responseCode], ['ServiceDetailRes', 'FAILED']);
  assert.deepEqual(broken.answer?.violations, []);
  assert.equal((await second.awaitClose(20_000)).closed, true);
  const third = await bench.vehicle();
  assert.equal((await third.driveTo('stopped')).failure?.text, undefined);
});

test('value added services are found, looked at and selected by those who want them', async (t) => {
  const vas =
    'services: [{ id: 65, category: Internet, parameter_sets: [{ id: 3, parameters: { Protocol: http, Port: 80 } }] }, { id: 66, category: OtherCustom, parameter_sets: [{ id: 1, parameters: { free: true } }] }]';
  const bench = await startIso20(t, { extra: vas });
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ observer: kept.observer, iso20: { vas: [65, 99] } });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.deepEqual(vehicle.facts.iso20.vas, [65, 66]);
  const sent = kept.events.flatMap((event) => (event.kind === 'exchange' ? [event.exchange.sent] : []));
  const selection = sent.find(({ message }) => message === 'ServiceSelectionReq')?.value?.['ServiceSelectionReq'];
  assert.deepEqual((selection as Record<string, unknown>)['SelectedVASList'], {
    SelectedService: [{ ServiceID: 65, ParameterSetID: 3 }],
  });
  assert.deepEqual(kept.faults, []);
});
