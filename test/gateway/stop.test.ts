import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chargeDc } from './support/drive-session.js';
import { EvClient } from './support/ev-client.js';
import { requests } from './support/requests.js';
import { type SunspecDevice, startSunspecDevice } from './support/sunspec-device.js';
import { type RunningGateway, startGateway } from './support/test-gateway.js';

interface Charging {
  readonly device: SunspecDevice;
  readonly running: RunningGateway;
  readonly ev: EvClient;
}

/** A way in which a charge ends without PowerDelivery Stop, with the reason that the log must give. */
interface StopWay {
  readonly name: string;
  readonly extra?: string;
  readonly evse?: string;
  readonly reason: RegExp;
  act(charging: Charging): Promise<unknown>;
}

const observed =
  '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended], isolation_test_s: 0, voltage_slope_v_per_s: 10000, control_pilot: control-socket }';

const ways: readonly StopWay[] = [
  { name: 'the vehicle closes TCP', reason: /^fin/, act: ({ ev }) => ev.connection.close() },
  { name: 'the vehicle resets TCP', reason: /^reset/, act: ({ ev }) => ev.connection.close('reset') },
  {
    name: 'the vehicle falls silent',
    extra: 'timers: { sequence_s: 1.5 }',
    reason: /sequence timeout/,
    act: ({ ev }) => ev.closed(20_000),
  },
  {
    name: 'a request out of order',
    reason: /FAILED_SequenceError/,
    act: ({ ev }) => ev.ask('ServiceDiscoveryReq', {}),
  },
  {
    name: 'a request of another session',
    reason: /FAILED_UnknownSession/,
    act: ({ ev }) => ev.ask('CurrentDemandReq', requests.CurrentDemandReq, { sessionId: new Uint8Array(8) }),
  },
  {
    name: 'bytes that are no message',
    reason: /unreadable message/,
    act: ({ ev }) => ev.connection.send(0x8001, Uint8Array.of(0x80, 0xff, 0xff, 0xff)),
  },
  {
    name: 'SessionStop before PowerDelivery Stop',
    reason: /FAILED_SequenceError/,
    act: ({ ev }) => ev.ask('SessionStopReq', requests.SessionStopReq),
  },
  {
    name: 'the operator says stop',
    reason: /maintenance/,
    act: ({ running }) => running.control({ command: 'stop', reason: 'maintenance' }),
  },
  { name: 'the gateway is stopped', reason: /SIGTERM/, act: ({ running }) => running.gateway.stop('SIGTERM') },
  {
    name: 'the pilot goes to state B',
    evse: observed,
    reason: /control pilot B/,
    act: ({ running }) => running.control({ command: 'pilot', state: 'B' }),
  },
  {
    name: 'the vehicle is unplugged',
    evse: observed,
    reason: /control pilot A/,
    act: ({ running }) => running.control({ command: 'pilot', state: 'A' }),
  },
  {
    name: 'the pilot is shorted',
    evse: observed,
    reason: /control pilot E/,
    act: ({ running }) => running.control({ command: 'pilot', state: 'E' }),
  },
];

for (const way of ways) {
  test(`the inverter is stopped and seen to stop when ${way.name}`, async (t) => {
    const device = await startSunspecDevice();
    const replace = way.evse === undefined ? {} : { evse: way.evse };
    const running = await startGateway(t, { device, extra: way.extra ?? '', replace });
    if (way.evse !== undefined) await running.control({ command: 'pilot', state: 'C' });
    const ev = await EvClient.connect(running.ready.port!);
    await chargeDc(ev);
    assert.ok(device.powerW > 7000);
    const from = running.log.lines.length;
    await way.act({ device, running, ev });
    const verified = await running.log.until('stop-verified', from);
    assert.match(String(verified['reason']), way.reason);
    assert.deepEqual([device.connected, device.powerW], [false, 0]);
    // Limit to zero and disconnect in one request, so that nothing can come between them.
    const stop = device.writes.at(-1)!;
    assert.deepEqual([stop.address, stop.values], [4, [0, 0, 0, 0, 0, 1]]);
    await ev.connection.close('reset');
  });
}

test('a stop order reaches the vehicle as StopCharging, outlives the session and is lifted by resume', async (t) => {
  const device = await startSunspecDevice();
  const { ready, control } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await chargeDc(ev);
  const reply = await control({ command: 'stop', by: 'grid' });
  assert.equal(reply['verified'], true);
  assert.equal(device.powerW, 0);
  const loop = await ev.ask('CurrentDemandReq', requests.CurrentDemandReq);
  const status = loop.body['DC_EVSEStatus'] as Record<string, unknown>;
  assert.deepEqual(
    [loop.code, status['EVSENotification'], status['EVSEStatusCode']],
    ['OK', 'StopCharging', 'EVSE_UtilityInterruptEvent'],
  );
  assert.equal((await ev.ask('PowerDeliveryReq', { ChargeProgress: 'Stop', SAScheduleTupleID: 1 })).code, 'OK');
  assert.equal((await ev.ask('SessionStopReq', requests.SessionStopReq)).code, 'OK');
  await ev.connection.close();
  assert.equal(device.powerW, 0);
  const second = await EvClient.connect(ready.port!);
  await assert.rejects(chargeDc(second), /the voltage is never reached/);
  assert.equal(device.connected, false);
  await second.connection.close();
  assert.equal((await control({ command: 'resume' }))['ok'], true);
  const third = await EvClient.connect(ready.port!);
  await chargeDc(third);
  await third.connection.close();
});

test('an inverter that goes on delivering is reported, stopped again and again, and not started', async (t) => {
  const device = await startSunspecDevice();
  const { ready, log, control } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await chargeDc(ev);
  device.fault = 'keeps-power';
  const from = log.lines.length;
  const reply = await control({ command: 'stop' });
  assert.equal(reply['verified'], false);
  const complaint = await log.until('stop-not-verified', from);
  assert.match(String(complaint['detail']), /W still flow/);
  assert.equal((await control({ command: 'resume' }))['ok'], false);
  device.fault = 'none';
  await log.until('stop-verified', from);
  assert.equal(device.powerW, 0);
  await ev.connection.close();
});

test('an inverter that falls silent while power is on is a fault: I/O error 110 in the log, stop until it answers', async (t) => {
  const device = await startSunspecDevice();
  const { ready, log, control } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await chargeDc(ev);
  device.fault = 'silent';
  const from = log.lines.length;
  assert.equal((await log.until('io-timeout', from)).msg, 'I/O error 110');
  await log.until('stop-order', from);
  await log.until('stop-not-verified', from);
  device.fault = 'none';
  await log.until('stop-verified', from);
  assert.equal((await control({ command: 'status' }))['stop_order'], 'fault');
  await ev.connection.close();
});

test('an inverter that does not connect is a contactor error', async (t) => {
  const device = await startSunspecDevice();
  const { ready } = await startGateway(t, { device });
  device.fault = 'never-connects';
  const ev = await EvClient.connect(ready.port!);
  await assert.rejects(chargeDc(ev), /FAILED_ContactorError/);
  await ev.connection.close();
});
