import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAt } from '../../src/peers/vehicle/read-value.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { keepExchanges, startIso20 } from './support/iso20-bench.js';

/** Courses of ISO 15118-20 beside the straight one: what the vehicle sends, and what the gateway makes of it. */
async function course(t: Parameters<typeof startIso20>[0], options: Partial<VehicleOptions> = {}, schedule?: string) {
  const bench = await startIso20(t, schedule === undefined ? {} : { replace: { schedule } });
  const kept = keepExchanges();
  const vehicle = await bench.vehicle({ ...options, observer: kept.observer });
  const names = () =>
    kept.events.flatMap((event) => (event.kind === 'exchange' ? [event.exchange.sent.message ?? 'bytes'] : []));
  return { bench, vehicle, kept, names };
}

const after = (names: readonly string[], name: string) => names.slice(names.lastIndexOf(name) + 1);

for (const energy of ['ac', 'dc'] as const) {
  test(`${energy}: a vehicle checks in three times before the parameters, and out before SessionStop`, async (t) => {
    const { vehicle, kept, names } = await course(t, { energy, iso20: { checksIn: true } });
    assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
    assert.deepEqual(kept.faults, []);
    const statuses = kept.events.flatMap((event) =>
      event.kind === 'exchange' && event.exchange.sent.message === 'VehicleCheckInReq'
        ? [textAt(event.exchange.sent.value, 'VehicleCheckInReq', 'EVCheckInStatus')]
        : [],
    );
    assert.deepEqual(statuses, ['CheckIn', 'Processing', 'Completed']);
    assert.deepEqual(after(names(), 'VehicleCheckOutReq'), ['SessionStopReq']);
  });
}

test('a vehicle that leaves later asks until its time has come', async (t) => {
  const { vehicle, names } = await course(t, { iso20: { checksIn: true, checkOutAfterSeconds: 1 } });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.ok(names().filter((name) => name === 'VehicleCheckOutReq').length > 1);
});

test('standby takes the power away, and Start leads back into the loop without a PreCharge', async (t) => {
  const { vehicle, kept, names } = await course(t);
  await vehicle.driveTo('one-loop');
  assert.equal((await vehicle.request('PowerDeliveryReq', { progress: 'Standby' })).responseCode, 'OK');
  assert.equal(vehicle.state, 'standby');
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.deepEqual(kept.faults, []);
  const all = names();
  assert.equal(all.lastIndexOf('DC_PreChargeReq') < all.indexOf('DC_ChargeLoopReq'), true);
  assert.equal(all.filter((name) => name === 'PowerDeliveryReq').length, 4);
});

test('a vehicle that changes its mind gets another service after SessionStop ServiceRenegotiation', async (t) => {
  const { vehicle, names, kept } = await course(t);
  await vehicle.driveTo('welding-checked');
  const id = vehicle.sessionId;
  vehicle.want({ service: 'DC_BPT', controlMode: 'dynamic' });
  await vehicle.request('SessionStopReq', { stop: 'ServiceRenegotiation' });
  assert.equal(vehicle.state, 'authorized');
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  assert.deepEqual(kept.faults, []);
  assert.deepEqual(vehicle.facts.iso20.service, {
    id: 6,
    parameterSetId: 2,
    controlMode: 'dynamic',
    bidirectional: true,
  });
  assert.deepEqual(vehicle.sessionId, id);
  assert.equal(names().filter((name) => name === 'AuthorizationReq').length, 1);
});

const two = '[{ id: 1, power: [{ from_s: 0, power_w: 22000 }] }, { id: 2, power: [{ from_s: 0, power_w: 5000 }] }]';

test('a renegotiation brings the second schedule into force: main stream', async (t) => {
  const { vehicle } = await course(t, {}, two);
  await vehicle.driveTo('one-loop');
  vehicle.want({ scheduleTuple: 1 });
  await vehicle.request('PowerDeliveryReq', { progress: 'ScheduleRenegotiation' });
  assert.equal(vehicle.state, 'renegotiation-accepted');
  await vehicle.driveTo('one-loop');
  assert.equal(vehicle.facts.evseMaxPower, 5000);
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
});

test('a renegotiation brings the second schedule into force: beside the charge loop', async (t) => {
  const { vehicle } = await course(t, {}, two);
  await vehicle.driveTo('one-loop');
  vehicle.want({ scheduleTuple: 1 });
  await vehicle.request('ScheduleExchangeReq', { payloadType: 0x8101 });
  await vehicle.request('DC_ChargeLoopReq');
  assert.ok((vehicle.facts.evseMaxPower ?? 0) > 20_000, 'the schedule in force stays until it is replaced');
  const options = { progress: 'ScheduleRenegotiation', payloadType: 0x8101 } as const;
  assert.equal((await vehicle.request('PowerDeliveryReq', options)).responseCode, 'OK');
  assert.equal(vehicle.state, 'one-loop');
  await vehicle.request('DC_ChargeLoopReq');
  assert.equal(vehicle.facts.evseMaxPower, 5000);
});

test('dynamic control with MobilityNeedsMode 2: the station tells the departure that it works with', async (t) => {
  const { vehicle, kept } = await course(t, {
    iso20: { controlMode: 'dynamic', mobilityNeeds: 2 },
    car: { departureSeconds: 1234 },
  });
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
  const schedule = kept.events.find(
    (event) => event.kind === 'exchange' && event.exchange.sent.message === 'ScheduleExchangeReq',
  );
  const body = schedule?.kind === 'exchange' ? schedule.exchange.answer?.body : undefined;
  const mode = body?.['Dynamic_SEResControlMode'] as { readonly DepartureTime?: number } | undefined;
  assert.equal(mode?.DepartureTime, 1234);
});
