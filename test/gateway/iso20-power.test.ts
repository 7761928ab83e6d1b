import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Vehicle } from '../../src/peers/vehicle/vehicle.js';
import { startIso20 } from './support/iso20-bench.js';
import { type SunspecDevice, startSunspecDevice } from './support/sunspec-device.js';

/** V2G_SECC_Sequence_Timeout of the charge loop as in the standard (V2G20-1500). */
const loopSilence = 'timers: { charge_loop_sequence_s: 0.5 }';

/** Loops until the device shows a power that fits. */
async function loopUntil(vehicle: Vehicle, device: SunspecDevice, fits: (powerW: number) => boolean): Promise<void> {
  for (let loop = 0; loop < 3000; loop++) {
    const exchange = await vehicle.request('DC_ChargeLoopReq');
    assert.equal(exchange.responseCode, 'OK');
    if (fits(device.powerW)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`the device shows ${device.powerW} W`);
}

test('scheduled DC_BPT: a vehicle that discharges makes the inverter feed the grid, and a stop is a stop', async (t) => {
  const device = await startSunspecDevice(true);
  const bench = await startIso20(t, { device });
  const vehicle = await bench.vehicle({ iso20: { service: 'DC_BPT', dischargeCurrent: 20 } });
  const drive = await vehicle.driveTo('energy-on');
  assert.equal(drive.failure?.text, undefined);
  assert.equal(device.connected, true);
  await loopUntil(vehicle, device, (powerW) => powerW > 6000 && powerW < 7500);
  for (let loop = 0; loop < 3000 && (vehicle.facts.evsePresentCurrent ?? 0) > -17; loop++) {
    await vehicle.request('DC_ChargeLoopReq');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.ok((vehicle.facts.evsePresentCurrent ?? 0) < -17, 'the current that the vehicle is told flows out of it');
  assert.equal((await vehicle.driveTo('energy-off', { loops: 0 })).failure?.text, undefined);
  assert.equal(device.connected, false);
  assert.equal(device.powerW, 0);
  assert.equal(device.setW, undefined, 'no set power is left for the next start');
  const status = await bench.control({ command: 'status' });
  assert.ok(Number(status['discharged_wh']) > 0);
});

test('scheduled DC_BPT: a vehicle that charges takes power from the grid', async (t) => {
  const device = await startSunspecDevice(true);
  const bench = await startIso20(t, { device });
  const vehicle = await bench.vehicle({ iso20: { service: 'DC_BPT' } });
  await vehicle.driveTo('energy-on');
  await loopUntil(vehicle, device, (powerW) => powerW < -8000);
  await vehicle.driveTo('stopped', { loops: 0 });
  assert.equal(device.powerW, 0);
});

test('dynamic DC_BPT: the setpoint of the operator turns the power round while the session runs', async (t) => {
  const device = await startSunspecDevice(true);
  const bench = await startIso20(t, { device });
  const vehicle = await bench.vehicle({ iso20: { service: 'DC_BPT', controlMode: 'dynamic' } });
  await vehicle.driveTo('energy-on');
  await loopUntil(vehicle, device, (powerW) => powerW < -20_000);
  await bench.control({ command: 'setpoint', power_w: -5000 });
  await loopUntil(vehicle, device, (powerW) => powerW > 4900 && powerW < 5100);
  await bench.control({ command: 'setpoint', power_w: 3000 });
  await loopUntil(vehicle, device, (powerW) => powerW < -2900 && powerW > -3100);
  assert.equal((await vehicle.driveTo('stopped', { loops: 0 })).failure?.text, undefined);
  assert.equal(device.connected, false);
});

test('an inverter that knows limits only is never told to discharge: the vehicle hears that it does not work', async (t) => {
  const device = await startSunspecDevice();
  const bench = await startIso20(t, { device });
  const vehicle = await bench.vehicle({ iso20: { service: 'DC_BPT', dischargeCurrent: 20 } });
  const drive = await vehicle.driveTo('energy-on');
  assert.match(drive.failure?.text ?? '', /FAILED_PowerDeliveryNotApplied/);
  assert.equal(device.connected, false);
  assert.match(String(bench.log.find('inverter-foreign')?.['detail']), /model 704/);
});

test('silence in the charge loop ends the session after 0.5 s, with the power off', async (t) => {
  const device = await startSunspecDevice(true);
  const bench = await startIso20(t, { device, extra: loopSilence });
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('one-loop');
  const end = await vehicle.awaitClose(20_000);
  assert.equal(end.closed, true);
  // Too early would be the SECC's doing; how late it is seen is the machine's. Without this timer it would be 60 s.
  assert.ok((end.afterMs ?? 0) > 350 && (end.afterMs ?? 0) < 20_000, `${end.afterMs} ms`);
  const line = await bench.log.until('sequence-timeout');
  assert.equal(line['after_s'], 0.5);
  await bench.log.until('stop-verified', bench.log.lines.indexOf(line));
  assert.equal(device.connected, false);
});

test('elsewhere the vehicle has its 60 s: after PowerDelivery too', async (t) => {
  const bench = await startIso20(t, { extra: loopSilence });
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('energy-on');
  assert.equal((await vehicle.awaitClose(900)).closed, false);
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
});

test('a side stream leaves the timer of the charge loop alone', async (t) => {
  const bench = await startIso20(t, { extra: loopSilence });
  const vehicle = await bench.vehicle();
  await vehicle.driveTo('one-loop');
  const begin = process.hrtime.bigint();
  // Messages every 100 ms beside the main stream, which stays silent.
  let code: string | undefined = 'OK';
  while (code === 'OK') {
    code = (await vehicle.request('ScheduleExchangeReq', { payloadType: 0x8101 })).responseCode;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const elapsedMs = Number(process.hrtime.bigint() - begin) / 1e6;
  // Were the timer put off by the side stream, this would go on for ever.
  assert.ok(elapsedMs < 20_000, `${elapsedMs} ms`);
  assert.equal((await bench.log.until('sequence-timeout'))['after_s'], 0.5);
});

test('a stop order reaches the inverter at once and the vehicle as Terminate', async (t) => {
  const device = await startSunspecDevice(true);
  const bench = await startIso20(t, { device });
  const vehicle = await bench.vehicle({ iso20: { service: 'DC_BPT', dischargeCurrent: 20 } });
  await vehicle.driveTo('energy-on');
  await loopUntil(vehicle, device, (powerW) => powerW > 6000);
  const stop = bench.control({ command: 'stop', by: 'grid', reason: 'test' });
  const exchange = await vehicle.request('DC_ChargeLoopReq');
  assert.equal((await stop)['verified'], true);
  assert.equal(device.powerW, 0);
  const told =
    exchange.answer?.body?.['EVSEStatus'] ?? (await vehicle.request('DC_ChargeLoopReq')).answer?.body?.['EVSEStatus'];
  assert.deepEqual(told, { NotificationMaxDelay: 0, EVSENotification: 'Terminate' });
  assert.equal((await vehicle.driveTo('stopped', { loops: 50 })).failure?.text, undefined);
});
